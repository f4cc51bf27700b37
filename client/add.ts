import { l10n, Selection, Uri, window, workspace } from 'vscode';
import { type AddedFact, addFactRequest, addSourceRequest, readSourceRequest } from '../server/protocol';
import type { Server } from './server';

const documents = ['md', 'markdown', 'txt', 'html', 'htm', 'xhtml', 'pdf', 'docx'];

/**
 * `Stet: Add Source…`: copies a document into the knowledge folder, under its citekey, and writes down what the person corrects in what it says of
 * itself. Leaving any of the questions adds nothing.
 */
export async function addSource(server: Server, chosen?: unknown): Promise<void> {
  const title = l10n.t('Add a Source');
  const file = chosen instanceof Uri ? chosen : await pickDocument(title);
  if (!file) return;
  const own = await told(server.client.sendRequest(readSourceRequest, { file: file.toString() }));
  if (!own) return;
  const ask = (step: number, prompt: string, value: string) =>
    window.showInputBox({ title: `${title} (${step}/4)`, prompt, value, ignoreFocusOut: true });
  const id = await ask(
    1,
    l10n.t('The citekey: drafts cite the source by it, and the stored file is named by it'),
    own.id,
  );
  if (!id) return;
  const name = await ask(2, l10n.t('The title'), own.title);
  if (name === undefined) return;
  const authors = await ask(3, l10n.t('Who wrote it, several with semicolons between them'), own.authors.join('; '));
  if (authors === undefined) return;
  const issued = await ask(4, l10n.t('When it appeared: 2025-02-22, 2025-02 or 2025'), own.issued);
  if (issued === undefined) return;

  const uri = window.activeTextEditor?.document.uri.toString();
  const fields = { id: id.trim(), title: name.trim(), authors: namesIn(authors), issued: issued.trim() };
  const added = await told(server.client.sendRequest(addSourceRequest, { uri, file: file.toString(), ...fields }));
  if (!added) return;
  const target = Uri.parse(added.target);
  if (target.toString() !== file.toString()) {
    const copied = await told(copy(file, target));
    if (!copied) return;
  }
  if (added.edit && !(await applyAndSave(server, added.edit))) return;
  void window.showInformationMessage(l10n.t('Added “{0}”. Cite it as [@{1}].', fields.title || fields.id, fields.id));
}

/** `Stet: Add Fact from Selection`: writes it down in the knowledge folder, and goes there. */
export async function addFact(server: Server): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const { document, selection } = editor;
  const range = selection.isEmpty ? document.lineAt(selection.active).range : selection;
  const params = { uri: document.uri.toString(), range, text: document.getText(range) };
  const added = await told(server.client.sendRequest(addFactRequest, params));
  if (!added) return;
  if (!(await applyAndSave(server, added.edit))) return;
  const written = await window.showTextDocument(Uri.parse(added.uri), { viewColumn: editor.viewColumn });
  const text = written.document.getText();
  const at = text.lastIndexOf(`id: ${added.id}`);
  if (at < 0) return;
  const statement = Math.max(at, text.indexOf('statement: ', at));
  const { end } = written.document.lineAt(written.document.positionAt(statement)).range;
  written.selection = new Selection(end, end);
  written.revealRange(written.selection);
}

async function copy(file: Uri, target: Uri): Promise<true> {
  await workspace.fs.createDirectory(Uri.joinPath(target, '..'));
  await workspace.fs.copy(file, target, { overwrite: false });
  return true;
}

async function pickDocument(title: string): Promise<Uri | undefined> {
  const filters = { [l10n.t('Documents')]: documents };
  const [file] = (await window.showOpenDialog({ title, openLabel: l10n.t('Add'), filters })) ?? [];
  return file;
}

const namesIn = (list: string): string[] =>
  list
    .split(';')
    .map((name) => name.trim())
    .filter(Boolean);

/** What the server answers; what it refuses, the person is told. */
async function told<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    void window.showWarningMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Knowledge is read from files: what an edit adds counts when it is saved. Files with other changes in them are left to the person. */
async function applyAndSave(server: Server, edit: AddedFact['edit']): Promise<boolean> {
  const converted = await server.client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (!converted) return true;
  const unsaved = new Set(workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.toString()));
  if (!(await workspace.applyEdit(converted))) {
    void window.showWarningMessage(l10n.t('The knowledge files could not be changed.'));
    return false;
  }
  const changed = new Set(converted.entries().map(([uri]) => uri.toString()));
  for (const document of workspace.textDocuments) {
    const uri = document.uri.toString();
    if (document.isDirty && changed.has(uri) && !unsaved.has(uri)) await document.save();
  }
  return true;
}
