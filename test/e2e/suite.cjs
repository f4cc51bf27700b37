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
      ['Replace with “Ukraine”', 'Let this “entity” finding stand', 'Let every “entity” finding in this file stand'],
    );
    assert(fixes[0].isPreferred);
    assert.equal(fixes[0].kind.value, vscode.CodeActionKind.QuickFix.value);
    assert(await vscode.workspace.applyEdit(fixes[0].edit));
    assert.equal(document.getText(), draft.replace('Russia', 'Ukraine'));
    await eventually(() => found(uri).length === 0);
    assert.deepEqual(await provide(new vscode.Range(4, 0, 4, 6)), []);
  },

  'a finding’s code leads to its page': async () => {
    const { diagnostics } = await open('page.md');
    const page = await vscode.workspace.openTextDocument(diagnostics[0].code.target);
    assert.match(page.getText(), /^# `?entity`?/);
  },

  'a sentence leads to its fact, whose file is the bundled pack’s': async () => {
    const { uri } = await open('definition.md');
    const [location] = await vscode.commands.executeCommand(
      'vscode.executeDefinitionProvider',
      uri,
      new vscode.Position(4, 3),
    );
    assert.equal(location.uri.scheme, 'stet');
    const facts = await vscode.workspace.openTextDocument(location.uri);
    assert.match(facts.lineAt(location.range.start.line).text, /- id: varyag/);
    const drafts = await vscode.commands.executeCommand(
      'vscode.executeReferenceProvider',
      uri,
      new vscode.Position(4, 3),
    );
    assert(drafts.some((one) => one.uri.path.endsWith('/definition.md')));
  },

  'names, facts and citekeys are found and completed': async () => {
    const { uri, document } = await open('complete.md');
    const symbols = await vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'Varjag');
    assert(symbols.some(({ name }) => name === 'Varyag'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(2, 0), 'Motor Sitch [@');
    assert(await vscode.workspace.applyEdit(edit));
    const complete = async (character) =>
      (
        await vscode.commands.executeCommand(
          'vscode.executeCompletionItemProvider',
          uri,
          new vscode.Position(2, character),
        )
      ).items.map(({ label }) => label);
    assert((await complete(11)).includes('Motor Sich'));
    assert((await complete(14)).includes('japan-pro-ukraine'));
    assert.match(document.lineAt(2).text, /^Motor Sitch \[@/);
  },

  'lenses count, and hints come when they are asked for': async () => {
    const { uri } = await open('lens.md');
    const lenses = await vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri);
    assert.deepEqual(
      lenses.map(({ command }) => command.title),
      ['1 supported', '1 contradicted'],
    );
    const hints = () =>
      vscode.commands.executeCommand('vscode.executeInlayHintProvider', uri, new vscode.Range(0, 0, 9, 0));
    assert.deepEqual(await hints(), []);
    const settings = vscode.workspace.getConfiguration('stet', uri);
    await settings.update('inlayHints', true, vscode.ConfigurationTarget.WorkspaceFolder);
    await eventually(async () => (await hints()).some(({ label }) => label === '[@japan-pro-ukraine]'));
    await settings.update('inlayHints', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
  },

  'what is selected becomes a fact that drafts are checked against': async () => {
    const { uri, document } = await open('record.md');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      uri,
      new vscode.Position(6, 0),
      '\nThe Halden Bridge is 412 meters long.\n\nThe Halden Bridge is 421 meters long.\n',
    );
    assert(await vscode.workspace.applyEdit(edit));
    const range = document.lineAt(6).range;
    assert.match(document.getText(range), /412/);
    const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, 'refactor', 9);
    const record = actions.find(({ title }) => title === 'Record the selection as a fact');
    assert(await vscode.workspace.applyEdit(record.edit));
    for (const one of vscode.workspace.textDocuments)
      if (one.isDirty && one.uri.path.includes('/knowledge/')) await one.save();
    await eventually(() => found(uri).some((one) => document.getText(one.range).startsWith('421')));
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'knowledge'), { recursive: true });
    await eventually(() => !found(uri).some((one) => document.getText(one.range).startsWith('421')));
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
