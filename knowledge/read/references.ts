/** Reference libraries: what Zotero, Better BibTeX and others export, as sources. */
import * as v from 'valibot';
import type { KnowledgeProblem, Source } from '../model';
import { placesOf } from '../places';

/** What a library holds: its entries, and the files that they name. */
export interface References {
  readonly sources: readonly Source[];
  /** By the name of a file that an entry is about: the entry's id. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly KnowledgeProblem[];
}

/** Whether a file may be a reference library, by its name. */
export const isReferenceFile = (name: string): boolean =>
  /\.bib$|^(?:references|bibliography|library)\.json$/i.test(name);

/** Reads a library. Never throws: an entry that cannot be read is a problem at its place, and the others are read. */
export async function readReferences(file: string, text: string): Promise<References> {
  return /\.bib$/i.test(file) ? readBibtex(file, text) : readCslJson(file, text);
}

const text = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const optional = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(schema), undefined as never);
const number = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer());

/** The keys of a CSL-JSON item that are read; one of the wrong kind counts as not given. */
const item = v.object({
  id: text,
  type: v.fallback(v.string(), 'document'),
  title: optional(v.string()),
  author: optional(
    v.array(v.object({ family: optional(v.string()), given: optional(v.string()), literal: optional(v.string()) })),
  ),
  issued: optional(
    v.object({
      'date-parts': optional(v.array(v.array(number))),
      raw: optional(v.string()),
      literal: optional(v.string()),
    }),
  ),
  publisher: optional(v.string()),
  'container-title': optional(v.string()),
  URL: optional(v.string()),
  DOI: optional(v.string()),
  language: optional(v.string()),
});

function readCslJson(file: string, json: string): References {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    return nothing({ file, ...placesOf(json)(at), message: `This is not valid JSON: ${message}` });
  }
  const items: unknown = Array.isArray(parsed) ? parsed : Object(parsed).items;
  if (!Array.isArray(items))
    return nothing({ file, line: 1, column: 1, message: 'Expected a list of CSL-JSON items.' });
  const problems: KnowledgeProblem[] = [];
  const starts = startsOfItems(json);
  const placeAt = placesOf(json);
  const sources = items.flatMap((one, i): Source[] => {
    const place = { file, ...placeAt(starts[i] ?? 0) };
    const result = v.safeParse(item, one);
    if (result.success) return [toSource(result.output, place)];
    problems.push({ ...place, message: `This item has no “${String(result.issues[0].path?.[0]?.key ?? 'id')}”.` });
    return [];
  });
  return { sources, files: new Map(), problems };
}

function toSource({ DOI, URL, ...rest }: v.InferOutput<typeof item>, place: Source['place']): Source {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const address = URL ?? (DOI && `https://doi.org/${DOI.replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, '')}`);
  return { ...(given as unknown as Source), ...(address && { URL: address }), place };
}

/** Where the items of a JSON list begin: the braces of the outermost objects. */
function startsOfItems(json: string): number[] {
  const starts: number[] = [];
  let depth = 0;
  for (const { 0: token, index } of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{' && depth++ === 0) starts.push(index);
    if (token === '}') depth--;
  }
  return starts;
}

/** Entries are read one by one, with the file's `@string`s: a mistake in one leaves the others. */
async function readBibtex(file: string, bib: string): Promise<References> {
  const [{ plugins }] = await Promise.all([import('@citation-js/core'), import('@citation-js/plugin-bibtex')]);
  const entries = entriesOf(bib);
  const placeAt = placesOf(bib);
  const strings = entries.filter(({ type }) => type === 'string').map(({ text }) => text);
  const files = new Map<string, string>();
  const problems: KnowledgeProblem[] = [];
  const sources = entries.flatMap(({ type, text: entry, start, isClosed }): Source[] => {
    if (type === 'string' || type === 'comment' || type === 'preamble') return [];
    const place = { file, ...placeAt(start) };
    const failed = (message: string): Source[] => {
      problems.push({ ...place, message });
      return [];
    };
    if (!isClosed) return failed('This entry is never closed: a brace is missing.');
    const id = /^@\w+\s*[{(]\s*([^\s,{}()]+)\s*,/.exec(entry)?.[1];
    if (!id) return failed('This entry has no citekey.');
    try {
      const [csl] = plugins.input.chain([...strings, entry].join('\n'), {
        forceType: '@biblatex/text',
        generateGraph: false,
      });
      const result = v.safeParse(item, { ...Object(csl), id });
      if (!result.success) return failed('This entry cannot be read.');
      for (const name of filesOf(entry)) files.set(name, id);
      return [toSource(result.output, place)];
    } catch (error) {
      return failed(
        `This entry cannot be read: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`,
      );
    }
  });
  return { sources, files, problems };
}

interface BibtexEntry {
  readonly type: string;
  readonly text: string;
  readonly start: number;
  readonly isClosed: boolean;
}

/** The entries of a library, each from its at sign to the brace that closes it. */
function entriesOf(bib: string): BibtexEntry[] {
  const entries: BibtexEntry[] = [];
  const opening = /^[ \t]*@(\w+)\s*([{(])/gm;
  for (let match = opening.exec(bib); match; match = opening.exec(bib)) {
    const start = match.index + match[0].indexOf('@');
    let depth = 1;
    let at = opening.lastIndex;
    for (; at < bib.length && depth > 0; at++) {
      if (bib[at] === '\\') at++;
      else if (bib[at] === '{') depth++;
      else if (bib[at] === '}' || (bib[at] === ')' && match[2] === '(' && depth === 1)) depth--;
    }
    const isClosed = depth === 0;
    entries.push({ type: match[1].toLowerCase(), text: bib.slice(start, at), start, isClosed });
    // One that is never closed ends where the next begins.
    if (isClosed) opening.lastIndex = at;
  }
  return entries;
}

/** The names of the files that an entry has attached: `file = {Title:path/to/Smith.pdf:application/pdf}`. */
const filesOf = (entry: string): string[] =>
  (/\bfile\s*=\s*[{"]([^}"]*)/i.exec(entry)?.[1] ?? '')
    .split(/[;:]/)
    .map((part) => part.replace(/^.*[/\\]/, '').trim())
    .filter((name) => /\.\w{2,5}$/.test(name));

const nothing = (problem: KnowledgeProblem): References => ({ sources: [], files: new Map(), problems: [problem] });
