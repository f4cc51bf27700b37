/** The extension beside Node: everything that a person can do with it. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { eventually, sockets } from './editor.mjs';

const sold = 'Russia sold the Varyag to China.';
const draft = `# The carrier

${sold}

China transformed the Varyag into the aircraft carrier Liaonning.

Ukraine sold the Varyag to China.
`;

export async function testNode(editor, test) {
  const { page } = editor;

  await test('squiggles stand under the wrong words and nothing else', async () => {
    await editor.visit();
    await editor.open('draft.md', draft);
    await editor.shows('error: Russia', 'error: Liaonning');
  });

  await test('the hover gives verdict, statement and source', async () => {
    await editor.open('hover.md', draft);
    await editor.shows('error: Russia', 'error: Liaonning');
    await editor.hovers(
      0,
      /The source names Ukraine here, not Russia\./,
      /Contradicted/,
      /Ukraine sold the Soviet aircraft carrier Varyag to China\./,
      /How Japan became ‘Pro-Ukraine’”, .*paragraph 5/,
      /Quick Fix/,
    );
    await page.mouse.move(5, 5);
  });

  await test('the Problems panel lists message and code', async () => {
    await editor.open('problems.md', draft);
    await editor.press('Control+Shift+M');
    const rows = page.locator('.markers-panel .monaco-list-row');
    for (const [message, code] of [
      ['The source names Ukraine here, not Russia.', 'entity'],
      ['The sources spell this name Liaoning.', 'name'],
    ]) {
      const row = rows.filter({ hasText: message });
      await row.waitFor();
      assert.match((await row.textContent()).replace(/\s+/g, ' '), new RegExp(`Stet\\W*${code}`));
    }
    await editor.press('Control+Shift+M');
  });

  await test('a quick fix mends the draft, and the squiggle goes', async () => {
    await editor.open('fix.md', draft);
    await editor.shows('error: Russia', 'error: Liaonning');
    await editor.fixes(0, 'Replace with “Ukraine”');
    await editor.press('Enter');
    await editor.shows('error: Liaonning');
    await editor.fixes(0, 'Replace with “Liaoning”');
    await editor.press('Enter');
    await editor.shows();
    await editor.press('Control+S');
    const mended = draft.replace('Russia', 'Ukraine').replace('Liaonning', 'Liaoning');
    await eventually(() => assert.equal(editor.read('fix.md'), mended));
  });

  await test('a wrong sentence gets its squiggle as it is typed', async () => {
    await editor.open('typing.md', '# The carrier\n\nOtters swim here.');
    await editor.append('The wheat and rare metals of Ukraine are largely irreplaceable.');
    await editor.shows('error: irreplaceable');
    await editor.press('Control+End', 'ArrowLeft', ...Array('irreplaceable'.length).fill('Backspace'));
    await page.keyboard.type('replaceable');
    await editor.shows();
  });

  await test('Look Up a Claim finds a misspelt name while it is typed, and inserts the statement', async () => {
    await editor.open('lookup.md', '# The carrier\n\n');
    await editor.press('Control+End');
    await editor.command('Stet: Look Up a Claim');
    await editor.input.and(page.getByPlaceholder('A name, a figure')).pressSequentially('Varjag');
    await editor.rows.first().filter({ hasText: 'Varyag' }).waitFor();
    await editor.input.fill('Yuzmash');
    await editor.rows.first().filter({ hasText: 'Yuzhmash' }).waitFor();
    const statement = 'In 2017, reports suggested that North Korean missile advances were strikingly similar';
    await editor.rows.filter({ hasText: statement }).filter({ hasText: 'How Japan became' }).waitFor();
    await eventually(async () => {
      await editor.press('ArrowDown');
      await editor.rows.and(page.locator('.focused')).filter({ hasText: statement }).waitFor({ timeout: 500 });
    });
    await editor.press('Enter');
    await editor.shows();
    await eventually(async () => {
      await editor.press('Control+S');
      assert.match(editor.read('lookup.md'), /^# The carrier\n\nIn 2017, reports suggested .* in Ukraine\.$/);
    });
  });

  await test('a severity that is set to another, or off, counts at once', async () => {
    await editor.open('settings.md', draft);
    await editor.shows('error: Russia', 'error: Liaonning');
    mkdirSync(editor.file('.vscode'));
    const severities = (value) =>
      writeFileSync(editor.file('.vscode/settings.json'), JSON.stringify({ 'stet.severities': value }));
    severities({ entity: 'off' });
    await editor.shows('error: Liaonning');
    severities({ name: 'warning' });
    await editor.shows('error: Russia', 'warning: Liaonning');
    rmSync(editor.file('.vscode'), { recursive: true });
    await editor.shows('error: Russia', 'error: Liaonning');
  });

  await test('a knowledge folder counts as soon as it is there', async () => {
    await editor.open('knowledge.md', `The Halden Bridge is 421 meters long.\n\n${sold}\n`);
    await editor.shows('error: Russia');
    mkdirSync(editor.file('knowledge'));
    writeFileSync(editor.file('knowledge/bridge.md'), '# The bridge\n\nThe Halden Bridge is 412 meters long.\n');
    await editor.shows('error: 421 meters', 'error: Russia');
    writeFileSync(editor.file('knowledge/bridge.md'), '# The bridge\n\nThe Halden Bridge is 421 meters long.\n');
    await editor.shows('error: Russia');
    rmSync(editor.file('knowledge'), { recursive: true });
  });

  await test('a server that is killed comes back', async () => {
    await editor.open('killed.md', '# The carrier');
    const former = await editor.newServer();
    process.kill(Number(former), 'SIGKILL');
    await editor.newServer(former);
    await editor.append(sold);
    await editor.shows('error: Russia');
  });

  await test('Restart Server starts another', async () => {
    await editor.open('restart.md', draft);
    const former = await editor.newServer();
    await editor.command('Stet: Restart Server');
    await editor.newServer(former);
    await editor.shows('error: Russia', 'error: Liaonning');
  });

  await test('Show Output opens the log', async () => {
    await editor.command('Stet: Show Output');
    const channel = page.getByLabel('Switch Output').filter({ visible: true }).first();
    await eventually(async () => {
      assert.equal(await channel.evaluate((select) => select.selectedOptions[0]?.text), 'Stet');
    });
  });

  await test('nothing leaves the machine', async () => {
    assert.deepEqual([...editor.outside], []);
    assert.equal(sockets(await editor.newServer()), 0);
  });
}
