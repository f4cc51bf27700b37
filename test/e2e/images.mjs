/** Draws docs/images: what a stranger sees of Stet first. */
import { mkdirSync } from 'node:fs';

const draft = `# The carrier

Russia sold the *Varyag* to China. By one estimate, China spent
$70–80 billion a year on Ukrainian military technology before 2022.
`;

const width = 900;

/** Only the editor, close up. */
export const imageSettings = {
  'breadcrumbs.enabled': false,
  'editor.fontSize': 15,
  'editor.overviewRulerLanes': 0,
  'editor.padding.top': 14,
  'editor.scrollBeyondLastLine': false,
  'window.title': 'Stet',
  'workbench.activityBar.location': 'hidden',
  'workbench.editor.editorActionsLocation': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.statusBar.visible': false,
};

export async function drawImages(editor, test) {
  const { page } = editor;
  mkdirSync('docs/images', { recursive: true });
  const draw = (name, height) => page.screenshot({ path: `docs/images/${name}`, clip: { x: 0, y: 0, width, height } });

  await test('hover.png', async () => {
    await editor.visit();
    await editor.open('carrier.md', draft);
    await editor.press('Control+B');
    await page.setViewportSize({ width, height: 480 });
    await editor.shows('error: Russia', 'error: $70–80 billion');
    await editor.hovers(0, /Contradicted/, /Quick Fix/);
    await draw('hover.png', 350);
    await page.mouse.move(5, 5);
  });

  await test('quick-fix.png', async () => {
    await editor.fixes(1, 'Replace with');
    await draw('quick-fix.png', 220);
    await editor.press('Escape');
  });

  await test('lookup.png', async () => {
    await editor.command('Stet: Look Up a Claim');
    await editor.input.pressSequentially('leaked misile technology');
    await editor.rows.first().filter({ hasText: 'accused' }).waitFor();
    await draw('lookup.png', 300);
    await editor.press('Escape');
  });
}
