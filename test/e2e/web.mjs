/** The extension in a browser: its server is a web worker, and there is no Node. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { countsDocuments, eventually } from './editor.mjs';

export async function testWeb(editor, test) {
  await test('a squiggle stands under the wrong word, and no server is a process', async () => {
    await editor.visit();
    await editor.open('draft.md', 'Russia sold the Varyag to China.\n\nUkraine sold the Varyag to China.\n');
    await editor.shows('error: Russia');
    assert.deepEqual(editor.servers(), []);
  });

  await test('the hover gives verdict and statement', async () => {
    await editor.hovers(0, /Contradicted/, /Ukraine sold the Soviet aircraft carrier Varyag to China\./);
    await editor.page.mouse.move(5, 5);
  });

  await test('a quick fix mends the draft', async () => {
    await editor.fixes(0, 'Replace with “Ukraine”');
    await editor.press('Enter');
    await editor.shows();
  });

  await test('Look Up a Claim finds a misspelt name', async () => {
    await editor.command('Stet: Look Up a Claim');
    await editor.input.pressSequentially('Varjag');
    await editor.rows.first().filter({ hasText: 'Varyag' }).waitFor();
    await editor.press('Escape');
  });

  await test('a knowledge folder counts as soon as it is there, read by the editor', async () => {
    await editor.open('bridge.md', 'The Halden Bridge is 421 meters long.\n');
    await editor.shows();
    mkdirSync(editor.file('knowledge'));
    writeFileSync(editor.file('knowledge/The bridge.md'), '# The bridge\n\nThe Halden Bridge is 412 meters long.\n');
    await editor.shows('error: 421 meters');
    await editor.hovers(0, /Contradicted/, /The Halden Bridge is 412 meters long\./);
    await editor.page.mouse.move(5, 5);
    rmSync(editor.file('knowledge'), { recursive: true });
    await editor.shows();
  });

  await test('a page that the browser printed and one that it saved count', () => countsDocuments(editor));

  await test('the coverage view colours every sentence', async () => {
    await editor.open('coverage.md', 'Russia sold the Varyag to China.\n\nUkraine sold the Varyag to China.\n');
    await editor.command('Stet: Show Coverage');
    await eventually(async () => assert.deepEqual(await editor.legend(), ['1 supported', '1 contradicted']));
    await editor.command('Stet: Hide Coverage');
    await eventually(async () => assert.deepEqual(await editor.legend(), []));
  });

  await test('the Sources view shows what drafts are checked against', async () => {
    await editor.command('View: Show Stet');
    await editor.page.locator('.monaco-list-row', { hasText: '@japan-pro-ukraine' }).first().waitFor();
    await editor.press('Control+Shift+E');
  });

  await test('Check Workspace finds what is wrong in drafts that are not open', async () => {
    mkdirSync(editor.file('0'));
    writeFileSync(editor.file('0/away.md'), 'Russia sold the Varyag to China.\n');
    await editor.command('Stet: Check Workspace');
    await editor.page
      .locator('.notification-toast', { hasText: /Checked \d+ drafts with .*: \d+ findings?\./ })
      .waitFor();
    await editor.press('Control+Shift+M');
    await editor.page.locator('.markers-panel .monaco-list-row', { hasText: 'away.md' }).waitFor();
    await editor.press('Control+Shift+M');
  });

  await test('Restart Server starts another worker', async () => {
    await editor.open('restart.md', 'Russia sold the Varyag to China.\n');
    await editor.shows('error: Russia');
    await editor.command('Stet: Restart Server');
    await editor.append('Ukraine pressured the United States to block the acquisition of Motor Sich by China.');
    await editor.shows('error: Russia', 'error: Ukraine pressured the United States');
  });

  await test('nothing leaves the machine', async () => {
    assert.deepEqual([...editor.outside], []);
  });
}
