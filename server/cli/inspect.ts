import { stat } from 'node:fs/promises';
import { foldQuote } from '../../knowledge/quotation';
import type { Checker, Entity, Fact, KnowledgeProblem, Source } from '../checker';
import { citation, sourceUrl } from '../report/citation';
import { standing } from '../report/verdicts';
import type { KnowledgeCommand } from './arguments';
import { CouldNotCheck, fileError } from './failure';
import { describeProblem, type LoadedKnowledge, loadKnowledge } from './knowledge';
import { Progress } from './progress';
import { paintFor, terminalWidth, wrapText } from './terminal';

/** `stet knowledge`: what drafts are checked against, and what is wrong with it. Returns the exit status. */
export async function inspect(command: KnowledgeCommand): Promise<number> {
  const knowledge = await loadKnowledge(command);
  const { checker, problems: failed } = knowledge;
  if (command.action === 'check') return check(command, checker, failed);
  if (command.action === 'build') await build(command, knowledge);
  for (const problem of failed) console.error(`stet: ${describeProblem(problem)}`);
  const isFound =
    command.action === 'show' ? show(command, checker) : command.action === 'build' || list(command, knowledge);
  if (failed.length > 0) return 2;
  return isFound ? 0 : 1;
}

/** Writes down what was read and indexed, and says where. */
async function build({ format }: KnowledgeCommand, { packs, checker, save }: LoadedKnowledge): Promise<void> {
  const written = await save().catch((error) => {
    throw new CouldNotCheck(`the cache cannot be written: ${fileError(error)}`);
  });
  const caches = await Promise.all(written.map(async (file) => ({ file, bytes: (await stat(file)).size })));
  // What comes with Stet is built already.
  const own = packs.filter(({ folder }) => folder !== undefined);
  const articles = own.flatMap((pack) => pack.articles).length;
  const facts = checker.facts.length - packs.filter((pack) => !own.includes(pack)).flatMap((pack) => pack.facts).length;
  if (format === 'json') print(JSON.stringify({ version: 1, articles, facts, caches }, null, 2));
  else {
    print(`${count(articles, 'article')}, ${count(facts, 'fact')}`);
    for (const { file, bytes } of caches) print(`  ${file}  ${Math.ceil(bytes / 1024)} KB`);
  }
}

function list({ format }: KnowledgeCommand, { packs, checker }: LoadedKnowledge): boolean {
  const listed = packs.map((pack) => ({
    name: pack.name,
    entities: pack.entities.length,
    sources: pack.sources.map((source) => ({
      id: source.id,
      title: source.title ?? '',
      citation: citation({ source: source.id, locator: '' }, checker),
      facts: checker.factsOf(source.id).length,
    })),
  }));
  if (format === 'json') print(JSON.stringify({ version: 1, packs: listed }, null, 2));
  else
    for (const { name, entities, sources } of listed) {
      print(`${name}: ${count(sources.length, 'source')}, ${count(entities, 'entity', 'entities')}`);
      for (const source of sources) print(`  @${source.id}  ${count(source.facts, 'fact')}  ${source.citation}`);
    }
  return true;
}

function show({ id = '', format }: KnowledgeCommand, checker: Checker): boolean {
  const fact = checker.fact(id);
  const source = checker.source(id);
  const entity = checker.entities.find((one) => one.id === id);
  const found = fact ?? source ?? entity;
  if (!found) {
    console.error(`stet: nothing has the id “${id}”; stet lookup finds things by their words`);
    return false;
  }
  if (format === 'json')
    print(JSON.stringify({ version: 1, ...(fact ? { fact } : source ? { source } : { entity }) }, null, 2));
  else if (fact) showFact(fact, checker);
  else if (source) showSource(source, checker);
  else if (entity) showEntity(entity);
  return true;
}

function showFact(fact: Fact, checker: Checker): void {
  const evidence = checker.evidence(fact);
  const paint = paintFor(process.stdout, process.env);
  print(paint('bold', wrapText(fact.statement, terminalWidth(process.stdout), '')));
  print(`  ${standing(evidence)}`);
  print(`  ${citation(evidence, checker)}`);
  if (fact.quote && fact.quote !== fact.statement) print(`  “${fact.quote}”`);
  printPlace(fact);
}

function showSource(source: Source, checker: Checker): void {
  print(citation({ source: source.id, locator: '' }, checker));
  const url = sourceUrl(source);
  if (url) print(`  ${url}`);
  printPlace(source);
  for (const { id, statement, status } of checker.factsOf(source.id)) print(`  ${id}  ${status}  ${statement}`);
}

function showEntity(entity: Entity): void {
  print([entity.name, entity.kind && `(${entity.kind})`].filter(Boolean).join(' '));
  const others = [...entity.aliases, ...(entity.standIns ?? []), ...(entity.demonyms ?? [])];
  if (others.length > 0) print(`  also ${others.join(', ')}`);
  printPlace(entity);
}

function printPlace({ place }: Pick<Fact, 'place'>): void {
  if (place) print(`  ${place.file}:${place.line}:${place.column}`);
}

/** Two facts that should be looked at together. */
interface Clash {
  readonly kind: 'contradiction' | 'repetition' | 'duplicate' | 'quotation';
  readonly fact: Fact;
  readonly other?: Fact;
  readonly message: string;
}

function check({ format }: KnowledgeCommand, checker: Checker, failed: readonly KnowledgeProblem[]): number {
  const clashes = clashesIn(checker);
  const place = ({ place, id }: Fact) => (place ? `${place.file}:${place.line}:${place.column}` : id);
  if (format === 'json') {
    const told = clashes.map(({ kind, fact, other, message }) => ({
      kind,
      message,
      fact: fact.id,
      place: fact.place,
      ...(other && { other: other.id, otherPlace: other.place }),
    }));
    print(JSON.stringify({ version: 1, problems: failed, clashes: told }, null, 2));
  } else {
    for (const problem of failed) print(describeProblem(problem));
    for (const { kind, fact, other, message } of clashes) {
      print(`${place(fact)}: ${kind}: ${message}`);
      print(`    ${fact.statement} (${citation(checker.evidence(fact), checker)})`);
      if (other) print(`    ${other.statement} (${citation(checker.evidence(other), checker)})\n    ${place(other)}`);
    }
    print(`${count(checker.facts.length, 'fact')}: ${count(failed.length, 'problem')}, ${summary(clashes)}`);
  }
  if (failed.length > 0) return 2;
  return clashes.some(({ kind }) => kind !== 'repetition') ? 1 : 0;
}

function summary(clashes: readonly Clash[]): string {
  const of = (kind: Clash['kind']) => clashes.filter((clash) => clash.kind === kind).length;
  return [
    count(of('contradiction'), 'contradiction'),
    count(of('repetition'), 'repetition'),
    count(of('duplicate'), 'duplicate'),
    count(of('quotation'), 'lost quotation'),
  ].join(', ');
}

/** Each pair of facts once, in the order of the facts. */
function clashesIn(checker: Checker): Clash[] {
  const clashes: Clash[] = [];
  const seen = new Set<string>();
  const progress = new Progress();
  const add = (clash: Clash) => {
    const key = [clash.kind, ...[clash.fact.id, clash.other?.id ?? ''].sort()].join('\n');
    if (!seen.has(key)) clashes.push(clash);
    seen.add(key);
  };
  const written = new Map<string, Fact>();
  const told = new Map<string, Fact>();
  for (const [i, fact] of checker.facts.entries()) {
    progress.tick(() => `looking at fact ${i + 1} of ${checker.facts.length}`);
    const words = foldQuote(fact.statement);
    if (isWritten(fact, checker)) {
      const twin = written.get(`${fact.source}\n${words}`);
      if (twin) add({ kind: 'duplicate', fact, other: twin, message: 'This source has said the same already.' });
      else written.set(`${fact.source}\n${words}`, fact);
    }
    const message = lostQuotation(fact, checker);
    if (message) add({ kind: 'quotation', fact, message });
    for (const { fact: other, message } of checker.contradictions(fact))
      add({ kind: 'contradiction', fact, other, message });
    const first = told.get(words);
    if (first && first.source !== fact.source && words.split(' ').length >= fewestWords)
      add({ kind: 'repetition', fact: first, other: fact, message: 'Another source says this word for word.' });
    if (!first) told.set(words, fact);
  }
  progress.clear();
  return clashes;
}

/** Whether somebody wrote a fact down; the others are sentences of articles. */
const isWritten = ({ source, place }: Fact, checker: Checker): boolean =>
  place === undefined || place.file !== checker.article(source)?.file;

/** What became of a written fact's quotation, if it is not in the stored article as it stands. */
function lostQuotation(fact: Fact, checker: Checker): string | undefined {
  const article = checker.article(fact.source);
  if (fact.quote === undefined || !article || !isWritten(fact, checker)) return undefined;
  const found = checker.quotation(fact);
  if (!found) return 'The stored article no longer has this quotation.';
  const now = article.text.slice(found.start, found.end).replace(/\s+/g, ' ');
  return found.isExact ? undefined : `The stored article has this quotation otherwise, in ${found.locator}: “${now}”`;
}

/** Fewer words may be the same by chance. */
const fewestWords = 6;

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

const print = (line: string) => process.stdout.write(`${line}\n`);
