/** Runs a suite inside the extension host, where the `vscode` module is the real one. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './editor.mjs';

export async function testInside(editor, _test, report) {
  for (const { title, milliseconds, error } of await runInside(editor, 'suite.cjs'))
    await report(title, milliseconds, error);
}

/** Opens a page that runs a suite of this folder, and gives what that writes to results.json in the folder of drafts. */
export async function runInside(editor, suite) {
  const page = await editor.newPage();
  let ended = false;
  await page.exposeFunction('codeAutomationExit', () => {
    ended = true;
  });
  await page.exposeFunction('codeAutomationLog', () => {});
  const [installed] = readdirSync(editor.extensions).filter((name) => name.startsWith('stet.'));
  // What VS Code's own test programs put on its command line, a page has to find in its configuration.
  const paths = {
    extension: path.join(editor.extensions, installed),
    suite: fileURLToPath(new URL(suite, import.meta.url)),
  };
  await page.addInitScript(configure, paths);
  await editor.visit();
  const results = await eventually(() => JSON.parse(readFileSync(editor.file('results.json'), 'utf8')), 120_000);
  await eventually(() => {
    if (!ended) throw new Error('The suite did not end');
  });
  return results;
}

/** Runs in the page, before anything of VS Code's does. */
function configure({ extension, suite }) {
  if (window !== window.top) return;
  const address = (path) => ({ scheme: 'vscode-remote', authority: location.host, path });
  const observer = new MutationObserver(() => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    if (!element) return;
    observer.disconnect();
    const configuration = JSON.parse(element.getAttribute('data-settings'));
    configuration.developmentOptions = { extensions: [address(extension)], extensionTestsPath: address(suite) };
    element.setAttribute('data-settings', JSON.stringify(configuration));
  });
  observer.observe(document, { childList: true, subtree: true });
}
