/** Tests that run inside the extension host, with the real `vscode` module. VS Code calls `run`; results.json holds what came of it. */
const assert = require('node:assert/strict');
const { renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const draft = `# The carrier

Russia sold the *Varyag* to China.

Ukraine sold the *Varyag* to China.
`;

const folder = () => vscode.workspace.workspaceFolders[0].uri;

/** Polls until `ask` gives something. */
async function eventually(ask) {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited in vain for ${ask}`);
}

const found = (uri) => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Stet');

/** Opens a draft and waits for its findings. */
async function open(name) {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(draft));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  const diagnostics = await eventually(() => found(uri).length > 0 && found(uri));
  return { uri, document, diagnostics };
}

const tests = {
  'the extension has activated, with every command of its manifest': async () => {
    await open('activation.md');
    const extension = vscode.extensions.all.find(({ packageJSON: { name } }) => name === 'stet');
    assert(extension.isActive);
    const commands = await vscode.commands.getCommands(true);
    const missing = extension.packageJSON.contributes.commands.filter(({ command }) => !commands.includes(command));
    assert.deepEqual(missing, []);
  },

  'a diagnostic has range, code, severity and source': async () => {
    const { document, diagnostics } = await open('diagnostics.md');
    assert.equal(diagnostics.length, 1);
    const [{ range, code, severity, message }] = diagnostics;
    assert.equal(document.getText(range), 'Russia');
    assert.equal(range.start.line, 2);
    assert.equal(code.value ?? code, 'entity');
    assert.equal(severity, vscode.DiagnosticSeverity.Error);
    assert.match(message, /Ukraine.*not Russia/);
  },

  'a hover is Markdown with verdict, statement and source': async () => {
    const { uri, diagnostics } = await open('hover.md');
    const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, diagnostics[0].range.start);
    const text = hovers.flatMap(({ contents }) => contents.map(({ value }) => value)).join('\n');
    assert.match(text, /\*\*Contradicted\*\*/);
    assert.match(text, /> Ukraine sold the Soviet aircraft carrier Varyag to China/);
    assert.match(text, /How Japan became/);
  },

  'a quick fix belongs to its diagnostic, and mends it': async () => {
    const { uri, document, diagnostics } = await open('fix.md');
    const provide = (range) =>
      vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, 'quickfix');
    const fixes = await provide(diagnostics[0].range);
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ['Replace with “Ukraine”'],
    );
    assert(fixes[0].isPreferred);
    assert.equal(fixes[0].kind.value, vscode.CodeActionKind.QuickFix.value);
    assert(await vscode.workspace.applyEdit(fixes[0].edit));
    assert.equal(document.getText(), draft.replace('Russia', 'Ukraine'));
    await eventually(() => found(uri).length === 0);
    assert.deepEqual(await provide(new vscode.Range(4, 0, 4, 6)), []);
  },

  'a draft that was never saved is checked, and other languages are not': async () => {
    const content = 'Russia sold the Varyag to China.';
    const text = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
    await vscode.window.showTextDocument(text);
    const markdown = await vscode.workspace.openTextDocument({ language: 'markdown', content });
    await vscode.window.showTextDocument(markdown);
    await eventually(() => found(markdown.uri).length === 1);
    assert.deepEqual(found(text.uri), []);
  },

  'a setting counts for the folder that it is made in': async () => {
    const { uri } = await open('settings.md');
    const settings = vscode.workspace.getConfiguration('stet', uri);
    await settings.update('bundled', false, vscode.ConfigurationTarget.WorkspaceFolder);
    await eventually(() => found(uri).length === 0);
    await settings.update('bundled', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    await eventually(() => found(uri).length === 1);
  },
};

exports.run = async () => {
  const results = [];
  for (const [title, run] of Object.entries(tests)) {
    const start = performance.now();
    const error = await run().then(
      () => undefined,
      ({ stack }) => stack,
    );
    results.push({ title, milliseconds: performance.now() - start, error });
  }
  // Renamed into place, so that nobody reads half of it.
  const file = path.join(folder().fsPath, 'results.json');
  writeFileSync(`${file}.part`, JSON.stringify(results));
  renameSync(`${file}.part`, file);
};
