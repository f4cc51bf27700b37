import { parseArgs } from 'node:util';
import { CouldNotCheck } from './failure';

export const formats = ['text', 'json', 'sarif'] as const;
export const thresholds = ['error', 'warning', 'never'] as const;

/** Which knowledge to check against. */
export interface KnowledgeOptions {
  readonly knowledge: readonly string[];
  readonly bundled: boolean;
}

export interface CheckCommand extends KnowledgeOptions {
  readonly kind: 'check';
  readonly paths: readonly string[];
  readonly format: (typeof formats)[number];
  readonly failOn: (typeof thresholds)[number];
}

export interface LookupCommand extends KnowledgeOptions {
  readonly kind: 'lookup';
  readonly query: string;
  readonly format: 'text' | 'json';
}

export interface KnowledgeCommand extends KnowledgeOptions {
  readonly kind: 'knowledge';
  readonly action: 'list' | 'show' | 'check';
  /** For `show`: the id of a fact, a source or an entity. */
  readonly id?: string;
  readonly format: 'text' | 'json';
}

export type Command = KnowledgeCommand | CheckCommand | LookupCommand | { readonly kind: 'lsp' | 'help' | 'version' };

const knowledgeOptions = {
  knowledge: { type: 'string', multiple: true },
  'no-bundled': { type: 'boolean' },
  format: { type: 'string' },
} as const;

/** Reads the arguments after `stet`. Throws {@link CouldNotCheck} for what it does not understand. */
export function readArguments(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (args.length === 0 || args.some((arg) => arg === '--help' || arg === '-h') || name === 'help')
    return { kind: 'help' };
  if (name === '--version' || name === '-v') return { kind: 'version' };
  if (name === 'check') {
    const options = { ...knowledgeOptions, 'fail-on': { type: 'string' } } as const;
    const { values, positionals } = parse(rest, options);
    return {
      kind: 'check',
      paths: positionals.length > 0 ? positionals : ['.'],
      ...readKnowledgeOptions(values),
      format: oneOf('--format', formats, values.format ?? 'text'),
      failOn: oneOf('--fail-on', thresholds, values['fail-on'] ?? 'warning'),
    };
  }
  if (name === 'lookup') {
    const { values, positionals } = parse(rest, knowledgeOptions);
    const query = positionals.join(' ').trim();
    if (query === '') throw new CouldNotCheck('lookup needs something to look up, such as: stet lookup Varyag');
    const format = oneOf('--format', ['text', 'json'] as const, values.format ?? 'text');
    return { kind: 'lookup', query, ...readKnowledgeOptions(values), format };
  }
  if (name === 'knowledge') {
    const { values, positionals } = parse(rest, knowledgeOptions);
    const [first = 'list', id, ...more] = positionals;
    const action = oneOf('knowledge', ['list', 'show', 'check'] as const, first);
    if ((action === 'show') !== (id !== undefined) || more.length > 0)
      throw new CouldNotCheck('knowledge list and knowledge check take no name, and knowledge show takes one', 'usage');
    const format = oneOf('--format', ['text', 'json'] as const, values.format ?? 'text');
    return { kind: 'knowledge', action, ...(id !== undefined && { id }), ...readKnowledgeOptions(values), format };
  }
  if (name === 'lsp') {
    const { values } = parse(rest, { stdio: { type: 'boolean' } }, false);
    if (!values.stdio) throw new CouldNotCheck('lsp speaks over standard input and output only: stet lsp --stdio');
    return { kind: 'lsp' };
  }
  throw new CouldNotCheck(`there is no command “${name}”`, 'usage');
}

function readKnowledgeOptions(values: { knowledge?: string[]; 'no-bundled'?: boolean }): KnowledgeOptions {
  const { knowledge = [], 'no-bundled': noBundled = false } = values;
  if (noBundled && knowledge.length === 0) {
    throw new CouldNotCheck('--no-bundled leaves nothing to check against: name a folder with --knowledge');
  }
  return { knowledge, bundled: !noBundled };
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parse<const T extends Options>(args: string[], options: T, allowPositionals = true) {
  try {
    return parseArgs({ args, options, allowPositionals });
  } catch (error) {
    throw new CouldNotCheck((error as Error).message, 'usage');
  }
}

function oneOf<const T extends string>(option: string, allowed: readonly T[], value: string): T {
  const found = allowed.find((each) => each === value);
  if (!found) throw new CouldNotCheck(`${option} ${value}: it is one of ${allowed.join(', ')}`, 'usage');
  return found;
}
