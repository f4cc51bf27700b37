/** Runs inside the extension host: how long the extension takes to activate there, from the call until it is active, in milliseconds. */
const { renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

/** How long the editor is left to its own start, in milliseconds: this measures the extension. */
const settling = 2000;

exports.run = async () => {
  await new Promise((resolve) => setTimeout(resolve, settling));
  const extension = vscode.extensions.all.find(({ packageJSON: { name } }) => name === 'stet');
  const wasActive = extension.isActive;
  const start = performance.now();
  await extension.activate();
  const activation = performance.now() - start;
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const uri = vscode.Uri.joinPath(folder, 'draft.md');
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  while (!vscode.languages.getDiagnostics(uri).some(({ source }) => source === 'Stet'))
    await new Promise((resolve) => setTimeout(resolve, 5));
  const first = performance.now() - start;
  const file = path.join(folder.fsPath, 'results.json');
  writeFileSync(`${file}.part`, JSON.stringify({ wasActive, activation, first }));
  renameSync(`${file}.part`, file);
};
