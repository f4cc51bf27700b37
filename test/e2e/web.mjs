/** The extension in a browser: its server is a web worker, and there is no Node. */
import assert from 'node:assert/strict';

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

  await test('nothing leaves the machine', async () => {
    assert.deepEqual([...editor.outside], []);
  });
}
