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
  readonly action: 'list' | 'show' | 'check' | 'build';
  /** For `show`: the id of a fact, a source or an entity. */
  readonly id?: string;
  readonly format: 'text' | 'json';
}

/** What is said of a fact, or of a source, on the command line; each as the files of a pack have it. */
export interface AddCommand {
  readonly kind: 'add';
  readonly folder: string;
  readonly what: 'fact' | 'source';
  /** The statement, or the file. */
  readonly subject: string;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

export type Command =
  | AddCommand
  | KnowledgeCommand
  | CheckCommand
  | LookupCommand
  | { readonly kind: 'lsp' | 'help' | 'version' };

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
    if (rest[0] === 'add') return readAdd(rest.slice(1));
    const { values, positionals } = parse(rest, knowledgeOptions);
    const [first = 'list', id, ...more] = positionals;
    const action = oneOf('knowledge', ['list', 'show', 'check', 'build'] as const, first);
    if ((action === 'show') !== (id !== undefined) || more.length > 0)
      throw new CouldNotCheck('knowledge show takes one name, and list, check and build take none', 'usage');
    if (action === 'build' && values.knowledge === undefined)
      throw new CouldNotCheck('knowledge build needs a folder: name one with --knowledge', 'usage');
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

/** The options of `knowledge add fact` and `knowledge add source`, and the keys that they are in the files of a pack. */
const factOptions = {
  id: 'id',
  source: 'source',
  status: 'status',
  'as-of': 'asOf',
  'attributed-to': 'attributedTo',
  locator: 'locator',
  quote: 'quote',
} as const;
const sourceOptions = {
  id: 'id',
  type: 'type',
  title: 'title',
  author: 'author',
  issued: 'issued',
  publisher: 'publisher',
  'container-title': 'container-title',
  url: 'URL',
  language: 'language',
} as const;

function readAdd(args: string[]): AddCommand {
  const [first, ...rest] = args;
  if (first !== 'fact' && first !== 'source')
    throw new CouldNotCheck('knowledge add takes “fact” and a statement, or “source” and a file', 'usage');
  const keys: Readonly<Record<string, string>> = first === 'fact' ? factOptions : sourceOptions;
  const options = Object.keys(keys).map((key) => [key, { type: 'string', multiple: key === 'author' }] as const);
  const { values, positionals } = parse(rest, { ...Object.fromEntries(options), knowledge: { type: 'string' } });
  const [subject, ...more] = positionals;
  if (subject === undefined || subject.trim() === '' || more.length > 0) {
    const example =
      first === 'fact' ? '"The bridge is 412 meters long." --source smith2024' : 'report.pdf --title "The bridge"';
    throw new CouldNotCheck(
      `knowledge add ${first} takes one ${first === 'fact' ? 'statement' : 'file'}, such as: ${example}`,
    );
  }
  const { knowledge = 'knowledge', ...said } = values as Record<string, string | string[]>;
  const entries = Object.entries(said).map(([option, value]) => [keys[option], value]);
  return { kind: 'add', folder: String(knowledge), what: first, subject, values: Object.fromEntries(entries) };
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
