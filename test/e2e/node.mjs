/** The extension beside Node: everything that a person can do with it. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { countsDocuments, eventually, sockets } from './editor.mjs';

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
    await editor.fixes(0, 'Correct to “Liaoning”');
    await editor.press('Enter');
    await editor.shows();
    await editor.press('Control+S');
    const mended = draft.replace('Russia', 'Ukraine').replace('Liaonning', 'Liaoning');
    await eventually(() => assert.equal(editor.read('fix.md'), mended));
  });

  await test('Fix All mends everything at once', async () => {
    await editor.open('fix-all.md', draft);
    await editor.shows('error: Russia', 'error: Liaonning');
    await editor.command('Fix All');
    await editor.shows();
    await editor.press('Control+S');
    const mended = draft.replace('Russia', 'Ukraine').replace('Liaonning', 'Liaoning');
    await eventually(() => assert.equal(editor.read('fix-all.md'), mended));
  });

  await test('a finding that is let stand is gone, and a comment says so', async () => {
    await editor.open('stand.md', draft);
    await editor.shows('error: Russia', 'error: Liaonning');
    await editor.fixes(0, 'Let this “entity” finding stand');
    await editor.rowOf('Let this “entity” finding stand').click();
    await editor.shows('error: Liaonning');
    await editor.press('Control+S');
    await eventually(() => assert.match(editor.read('stand.md'), /China\.<!-- stet-ignore entity: Russia -->\n/));
  });

  await test('a wrong sentence gets its squiggle as it is typed', async () => {
    await editor.open('typing.md', '# The carrier\n\nOtters swim here.');
    await editor.append('The wheat and rare metals of Ukraine are largely irreplaceable.');
    await editor.shows('error: irreplaceable');
    await editor.press('Control+End', 'ArrowLeft', ...Array('irreplaceable'.length).fill('Backspace'));
    await page.keyboard.type('replaceable');
    await editor.shows();
  });

  await test('a finding under the caret waits until the writer pauses', async () => {
    await editor.open('patience.md', '# The carrier');
    await editor.append('China transformed the Varyag into the aircraft carrier Liaon');
    for (const key of 'ning') {
      const start = performance.now();
      await page.keyboard.type(key);
      await page.waitForTimeout(300);
      const shown = await editor.squiggles();
      // On a machine that is slower than the pause there is nothing to see.
      if (performance.now() - start < 900) assert.deepEqual(shown, []);
    }
    await editor.shows('error: Liaonning');
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

  await test('Look Up a Claim inserts a citation as a footnote, from a misspelt name', async () => {
    await editor.open('cite.md', 'Ukraine sold it.\n');
    await editor.press('Control+Home', 'End');
    await editor.command('Stet: Look Up a Claim');
    await editor.input.and(page.getByPlaceholder('A name, a figure')).pressSequentially('varjag sold');
    const row = editor.rows.filter({ hasText: 'Ukraine sold the Soviet aircraft carrier Varyag' });
    await row.hover();
    await row.getByLabel('Insert the Citation').click();
    await eventually(async () => {
      await editor.press('Control+S');
      assert.match(
        editor.read('cite.md'),
        /^Ukraine sold it\.\[\^japan-pro-ukraine\]\n\n\[\^japan-pro-ukraine\]: “How Japan became ‘Pro-Ukraine’”, .*paragraph 5\.\n$/,
      );
    });
  });

  await test('Insert Citation offers what the sentence rests on first', async () => {
    await editor.open('insert.md', '# The carrier\n\nUkraine sold the Varyag to China.\n');
    await editor.press('Control+Home', 'ArrowDown', 'ArrowDown', 'End');
    await editor.command('Stet: Insert Citation');
    await editor.rows.first().filter({ hasText: 'what this sentence rests on' }).waitFor();
    await editor.rows.first().filter({ hasText: 'Ukraine sold the Soviet aircraft carrier' }).waitFor();
    await editor.press('Enter');
    await eventually(async () => {
      await editor.press('Control+S');
      assert.match(editor.read('insert.md'), /to China\.\[\^japan-pro-ukraine\]\n/);
    });
  });

  await test('Insert Citation works from the context menu, too', async () => {
    await editor.open('menu.md', 'Ukraine sold the Varyag to China.\n');
    await editor.editor
      .locator('.view-line')
      .first()
      .click({ button: 'right', position: { x: 60, y: 8 } });
    const item = page.locator('.context-view .action-label', { hasText: 'Insert Citation' });
    const found = editor.rows.first().filter({ hasText: 'Ukraine sold the Soviet aircraft carrier' });
    // A menu that has only just opened takes no click.
    await eventually(async () => {
      if (await item.isVisible()) await item.click();
      await found.waitFor({ timeout: 1000 });
    });
    await editor.press('Escape');
  });

  await test('a citekey is completed behind its at sign', async () => {
    await editor.open('complete.md', '# The carrier');
    await editor.append('It was sold [@jap');
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'japan-pro-ukraine' }).waitFor();
    await editor.press('Enter', 'Control+S');
    await eventually(() => assert.match(editor.read('complete.md'), /\[@japan-pro-ukraine/));
  });

  await test('the coverage view colours every sentence, with a legend, and lets them go again', async () => {
    await editor.open('coverage.md', `${draft}\nOtters swim in the river.\n`);
    await editor.command('Stet: Show Coverage');
    await eventually(async () =>
      assert.deepEqual(await editor.legend(), ['1 supported', '2 contradicted', '1 unsourced']),
    );
    await eventually(async () => {
      const colours = await editor.coverage();
      assert.deepEqual(
        colours.map(({ text }) => text),
        [
          sold,
          'China transformed the Varyag into the aircraft carrier Liaonning.',
          'Ukraine sold the Varyag to China.',
          'Otters swim in the river.',
        ],
      );
      assert.equal(new Set([colours[0].colour, colours[2].colour, colours[3].colour]).size, 3);
    });
    await editor.command('Stet: Hide Coverage');
    await eventually(async () => assert.deepEqual(await editor.coverage(), []));
  });

  await test('a lens above a heading counts its sentences, and narrows the coverage view to some', async () => {
    await editor.open('lens.md', `${draft}\n## The river\n\nOtters swim in the river.\n`);
    const lens = (text) => page.locator('.editor-instance .codelens-decoration a', { hasText: text });
    await lens('2 contradicted').waitFor();
    await lens('1 supported').waitFor();
    await lens('1 unsourced').first().click();
    const shown = (...texts) =>
      eventually(async () =>
        assert.deepEqual(
          (await editor.coverage()).map(({ text }) => text),
          texts,
        ),
      );
    await shown('Otters swim in the river.');
    await lens('1 unsourced').first().click();
    await shown();
    await lens('1 unsourced').first().click();
    await shown('Otters swim in the river.');
    await editor.command('Stet: Hide Coverage');
    await shown();
  });

  await test('the Sources view shows packs, sources and facts, and opens a fact', async () => {
    await editor.open('sources.md', draft);
    await editor.shows('error: Russia', 'error: Liaonning');
    await editor.command('View: Show Stet');
    const tree = page.locator('[id="stet.sources"], .pane-body').locator('.monaco-list-row');
    await tree.filter({ hasText: 'japan-ukraine' }).first().waitFor();
    await tree.filter({ hasText: '@japan-pro-ukraine' }).first().click();
    const fact = tree.filter({ hasText: 'In February 2022, Russia launched a full-scale invasion' }).first();
    await fact.click();
    await page.locator('.tab.active[data-resource-name="facts.yaml"]').waitFor();
    // What cannot be saved is closed before the next test saves what is open.
    await editor.press('Control+K', 'Control+W', 'Control+Shift+E');
  });

  await test('the language status counts the verdicts', async () => {
    await editor.open('status.md', draft);
    await editor.shows('error: Russia', 'error: Liaonning');
    await page.locator('[id="status.languageStatus"]').hover();
    await page
      .locator('.hover-language-status', { hasText: /1 supported, 2 contradicted/ })
      .first()
      .waitFor();
    await page.mouse.move(5, 5);
  });

  await test('Check Selection gives the verdict on what is selected, in a plain text too', async () => {
    await editor.open('notes.txt', `${sold}\nOtters swim in the river.\n`);
    await editor.editor.locator('.view-line').first().click();
    await editor.press('Control+A');
    await editor.command('Stet: Check Selection');
    await editor.rows.filter({ hasText: sold }).filter({ hasText: 'contradicted' }).waitFor();
    await editor.rows.filter({ hasText: 'Otters' }).filter({ hasText: 'unsourced' }).waitFor();
    await editor.press('Escape');
  });

  await test('Check Workspace finds what is wrong in drafts that are not open', async () => {
    mkdirSync(editor.file('0'));
    writeFileSync(editor.file('0/away.md'), `${sold}\n`);
    await editor.open('near.md', '# Nothing');
    await editor.command('Stet: Check Workspace');
    await page.locator('.notification-toast', { hasText: /Checked \d+ drafts/ }).waitFor();
    await page.locator('.notification-toast .monaco-button', { hasText: 'Show Problems' }).click();
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'away.md' }).waitFor();
    await editor.press('Control+Shift+M');
    rmSync(editor.file('0'), { recursive: true });
  });

  await test('Create Knowledge Folder begins one, and what is written there counts', async () => {
    await editor.open('begin.md', 'The Halden Bridge is 421 meters long.\n');
    await editor.shows();
    await editor.command('Stet: Create Knowledge Folder');
    await page.locator('.tab.active[data-resource-name="facts.yaml"]').waitFor();
    assert.match(editor.read('knowledge/facts.yaml'), /\nfacts:\n$/);
    writeFileSync(editor.file('knowledge/bridge.md'), 'The Halden Bridge is 412 meters long.\n');
    await editor.open('begun.md', 'The Halden Bridge is 421 meters long.\n');
    await editor.shows('error: 421 meters');
    rmSync(editor.file('knowledge'), { recursive: true });
    await editor.shows();
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

  await test('Add Source stores a document and what is said of it, and it counts', async () => {
    writeFileSync(editor.file('report.txt'), 'The Halden Bridge is 412 meters long.\n');
    await editor.open('source.md', 'The Halden Bridge is 421 meters long.\n');
    await editor.command('Stet: Add Source');
    // VS Code asks for the file with a dialog of its own in a browser.
    await eventually(async () => {
      await editor.input.fill(editor.file('report.txt'), { timeout: 1000 });
      await editor.press('Enter');
      await page.locator('.quick-input-title', { hasText: '(1/4)' }).waitFor({ timeout: 2000 });
    });
    for (const [step, text] of ['smith2024', 'Bridges of the Coast', 'Ann Smith; Bo Lee', '2024-03'].entries()) {
      await page.locator('.quick-input-title', { hasText: `(${step + 1}/4)` }).waitFor();
      await editor.input.fill(text);
      await editor.press('Enter');
    }
    await page.locator('.notification-toast', { hasText: 'Cite it as [@smith2024]' }).waitFor();
    assert.equal(editor.read('knowledge/smith2024.txt'), editor.read('report.txt'));
    assert.match(
      editor.read('knowledge/sources.yaml'),
      /^- id: smith2024\n[\s\S]*author:\n *- Ann Smith\n *- Bo Lee\n *issued: 2024-03\n$/,
    );
    await editor.shows('error: 421 meters');
    await editor.hovers(0, /Ann Smith, Bo Lee, “Bridges of the Coast”, 2024-03/);
    await page.mouse.move(5, 5);
    await editor.command('Notifications: Clear All Notifications');
  });

  await test('Add Fact from Selection writes it down and goes there, and the file completes itself', async () => {
    await editor.open('fact.md', 'The ferry carries 12 cars [@smith2024].\n');
    await editor.editor.locator('.view-line').first().click();
    await editor.press('Control+A');
    await editor.command('Stet: Add Fact from Selection');
    await page.locator('.tab.active[data-resource-name="facts.yaml"]').waitFor();
    const fact =
      /- id: ferry-carries-12-cars\n *statement: The ferry carries 12 cars\.\n *status: established\n *source: smith2024\n$/;
    await eventually(() => assert.match(editor.read('knowledge/facts.yaml'), fact));
    const suggestion = (text) => page.locator('.suggest-widget.visible .monaco-list-row', { hasText: text }).first();
    // At the end of the statement.
    await page.locator('.statusbar-item', { hasText: /Ln \d+, Col (?!1\b)/ }).waitFor();
    await editor.press('Enter');
    await page.keyboard.type('as');
    await suggestion('asOf').waitFor();
    await editor.press('Enter');
    await page.keyboard.type('2024-13');
    await editor.press('Control+S');
    await eventually(async () => assert.deepEqual(await editor.squiggles(), ['error: 2024']));
    await editor.press('Backspace');
    await page.keyboard.type('2');
    await editor.press('Control+S');
    await eventually(async () => assert.deepEqual(await editor.squiggles(), []));
    assert.match(editor.read('knowledge/facts.yaml'), /\n *asOf: 2024-12\n/);
    await editor.press('Control+K', 'Control+W');
  });
  rmSync(editor.file('knowledge'), { recursive: true, force: true });

  await test('a page that the browser printed and one that it saved count', () => countsDocuments(editor));

  await test('a server that is killed comes back', async () => {
    await editor.open('killed.md', '# The carrier');
    const former = await editor.newServer();
    process.kill(Number(former), 'SIGKILL');
    await editor.append(sold);
    await editor.newServer(former);
    await editor.shows('error: Russia');
    await page.locator('.notification-toast', { hasText: 'is being started again' }).waitFor();
    await editor.command('Notifications: Clear All Notifications');
    process.kill(Number(await editor.newServer(former)), 'SIGKILL');
    await editor.append('Otters swim here.');
    await editor.shows('error: Russia');
    assert.equal(await page.locator('.notification-toast', { hasText: 'is being started again' }).count(), 0);
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
