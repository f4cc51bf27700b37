/** The files of a pack as a client edits them: what completes in them, what their keys mean, and what they name. */
import {
  type CompletionItem,
  CompletionItemKind,
  type DocumentUri,
  type Position,
  TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { describeKeys, keyAt, wantedAt } from '../../knowledge/entries';
import { type Part, partOf } from '../../knowledge/read/pack';
import type { Checker } from '../checker';
import { citation } from '../report/citation';
import type { Context } from './context';
import { isInside } from './workspace';

export interface PackDocument {
  readonly document: TextDocument;
  readonly part: Part;
  readonly checker: Checker;
}

/** An open file of a pack: others may have the same name, and mean something else, outside knowledge folders. */
export async function packDocument(
  { documents, workspace }: Pick<Context, 'documents' | 'workspace'>,
  uri: DocumentUri,
): Promise<PackDocument | undefined> {
  const part = partOf(uri);
  const document = part && documents.get(uri);
  if (!part || !document) return undefined;
  const { checker, folders } = await workspace.loaded(uri);
  return folders.some((folder) => isInside(uri, folder)) ? { document, part, checker } : undefined;
}

/**
 * Keys that the entry has not yet, the words that a key may be, and the sources that a fact may be of.
 *
 * @param isVsCode Whether the client has VS Code's commands.
 */
export function completeEntry(
  { document, part, checker }: PackDocument,
  position: Position,
  isVsCode: boolean,
): CompletionItem[] {
  const wanted = wantedAt(document.getText(), document.offsetAt(position), part);
  if (!wanted) return [];
  const range = { start: { ...position, character: position.character - wanted.typed.length }, end: position };
  const keys = describeKeys(part, wanted.isHead);
  if (wanted.kind === 'key')
    return keys
      .filter(({ name }) => !wanted.taken.includes(name))
      .map(({ name, description }, i) => ({
        label: name,
        documentation: description,
        kind: CompletionItemKind.Property,
        sortText: String(i).padStart(2, '0'),
        textEdit: TextEdit.replace(range, `${name}: `),
        // What may be written behind it is offered at once.
        ...(isVsCode && { command: { title: '', command: 'editor.action.triggerSuggest' } }),
      }));
  if (wanted.key === 'source' && part === 'facts')
    return checker.sources.map((source) => ({
      label: source.id,
      detail: source.title,
      kind: CompletionItemKind.Reference,
      textEdit: TextEdit.replace(range, source.id),
    }));
  const words = keys.find(({ name }) => name === wanted.key)?.words ?? [];
  return words.map(({ word, description }, i) => ({
    label: word,
    documentation: description,
    kind: CompletionItemKind.EnumMember,
    sortText: String(i).padStart(2, '0'),
    textEdit: TextEdit.replace(range, word),
  }));
}

/** What the key under the pointer means, or the word or the source behind it. */
export function describeEntry(
  { document, part, checker }: PackDocument,
  position: Position,
): { value: string; start: number; end: number } | undefined {
  const at = keyAt(document.getText(), document.offsetAt(position));
  if (!at) return undefined;
  const { entry, key, isOnValue } = at;
  const described = describeKeys(part, entry.isHead).find(({ name }) => name === key.name);
  const value = isOnValue ? meaningOf() : described?.description;
  return value ? { value, ...(isOnValue && key.value ? key.value : key.key) } : undefined;

  function meaningOf(): string | undefined {
    const text = key.value?.text ?? '';
    if (part === 'facts' && key.name === 'source')
      return checker.source(text) && citation({ source: text, locator: '' }, checker);
    return described?.words.find(({ word }) => word === text)?.description;
  }
}

/** The source that is named under the pointer. */
export function sourceNamedAt({ document, part }: PackDocument, position: Position): string | undefined {
  const at = part === 'facts' ? keyAt(document.getText(), document.offsetAt(position)) : undefined;
  return at?.isOnValue && at.key.name === 'source' ? at.key.value?.text : undefined;
}
