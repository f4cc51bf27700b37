import { type CompletionItem, CompletionItemKind, type Range, TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Checker, Source } from '../checker';
import { citation, keyOf } from '../report/citation';
import type { Apparatus } from '../text';
import { footnote } from './cite';
import { draft, type Feature } from './context';
import { completeEntry, packDocument } from './packFiles';

/** Completes the files of packs and, in drafts, a citekey behind `[@`, a footnote behind `[^`, and the name of somebody or something that the knowledge base knows. */
export const completion: Feature = {
  capabilities: { completionProvider: { triggerCharacters: ['@', '^', ' '] } },

  register(context) {
    const { connection, reports, workspace } = context;
    connection.onCompletion(async ({ textDocument, position, context: { triggerCharacter } = {} }) => {
      const pack = await packDocument(context, textDocument.uri);
      if (pack) return completeEntry(pack, position, workspace.client.commands ?? false);
      // A space asks for the words behind a key, and for nothing in a draft.
      if (triggerCharacter === ' ') return null;
      const document = draft(context, textDocument.uri);
      if (!document) return null;
      const start = { line: position.line, character: Math.max(0, position.character - furthest) };
      const before = document.getText({ start, end: position });
      const typed =
        /(?<citekey>\[(?:[^[\]]*[;\s-])?@(?<key>[^\s\],;@]*))$|(?<note>\[\^(?<label>[^\s\]]*))$|(?<word>\p{L}[\p{L}\p{M}’'-]{1,40}(?: \p{L}[\p{L}\p{M}’'-]{1,40})?)$/u.exec(
          before,
        )?.groups;
      if (!typed) return null;
      const prefix = typed.key ?? typed.label ?? typed.word ?? '';
      const range = { start: { line: position.line, character: position.character - prefix.length }, end: position };
      const checker = await workspace.checker(document.uri);
      const apparatus = reports.apparatus(document);
      if (typed.citekey !== undefined) return citekeys(checker, range);
      if (typed.note !== undefined) return notes(document, apparatus, checker, range);
      return { isIncomplete: true, items: names(checker, prefix, range) };
    });
  },
};

/** How far before the caret what is completed may begin, in UTF-16 code units. */
const furthest = 200;

const titleOf = ({ id, title = id }: Source) => title;

const citekeys = ({ sources }: Checker, range: Range): CompletionItem[] =>
  sources.map((source) => ({
    label: source.id,
    detail: titleOf(source),
    kind: CompletionItemKind.Reference,
    filterText: `${source.id} ${titleOf(source)}`,
    textEdit: TextEdit.replace(range, keyOf(source.id)),
  }));

/** The footnotes that the draft has, and one for each source, whose text is then added. */
function notes(document: TextDocument, { notes }: Apparatus, checker: Checker, range: Range): CompletionItem[] {
  const taken = new Set(notes.map(({ label }) => label.toLowerCase()));
  // An editor may have closed the bracket already.
  const next = document.getText({
    start: range.end,
    end: { line: range.end.line, character: range.end.character + 1 },
  });
  const close = next === ']' ? '' : ']';
  const known = notes.map(({ label, text }) => ({
    label,
    detail: text,
    kind: CompletionItemKind.Reference,
    textEdit: TextEdit.replace(range, `${label}${close}`),
  }));
  const added = checker.sources
    .filter(({ id }) => !taken.has(id.toLowerCase()) && !/[[\]\s^]/.test(id))
    .map((source) => {
      const label = `${source.id}${close}`;
      const text = footnote(document, notes, source.id, `${citation({ source: source.id, locator: '' }, checker)}.`);
      // Edits of one completion must not touch: at the end of a draft the two are one.
      const isAtEnd = close !== '' && document.offsetAt(text.range.start) <= document.offsetAt(range.end);
      return {
        label: source.id,
        detail: titleOf(source),
        kind: CompletionItemKind.Reference,
        filterText: `${source.id} ${titleOf(source)}`,
        ...(isAtEnd
          ? { textEdit: TextEdit.replace(range, label + text.newText) }
          : { textEdit: TextEdit.replace(range, label), additionalTextEdits: [text] }),
      };
    });
  return [...known, ...added];
}

/** At most so many names for one prefix. */
const most = 8;

/** Names for the last one or two words typed, however they are spelt: an editor that filters by itself is given what was typed. */
function names(checker: Checker, words: string, range: Range): CompletionItem[] {
  const last = words.slice(words.lastIndexOf(' ') + 1);
  const start = { line: range.end.line, character: range.end.character - last.length };
  const found = new Map<string, CompletionItem>();
  for (const [prefix, at] of [
    [words, range.start],
    [last, start],
  ] as const) {
    // A name begins with a capital; common words are typed without help.
    if (prefix.length < 3 || !/^\p{Lu}/u.test(prefix)) continue;
    for (const { kind, id, label, detail } of checker.lookup(prefix, most)) {
      if (kind !== 'entity' || found.has(id) || label === prefix) continue;
      found.set(id, {
        label,
        detail: detail && `also ${detail}`,
        kind: CompletionItemKind.Value,
        filterText: prefix,
        textEdit: TextEdit.replace({ start: at, end: range.end }, label),
      });
    }
  }
  return [...found.values()];
}
