/** Draws docs/images, each in light and in dark: what a stranger sees of Stet first. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const draft = `# The carrier

Russia sold the *Varyag* to China. By one estimate, China spent
$7–8 billion a year on Ukrainian military technology before 2022.
`;

const coverage = `# The carrier

It was Ukraine that sold China the Soviet carrier *Varyag*. China took
years to rebuild it. The wheat of Ukraine is largely irreplaceable.

Ukraine leaked missile technology to North Korea. Kyiv strongly denies
that it leaked missile technology to North Korea.
`;

const width = 900;
const themes = { '': 'Default Light Modern', '-dark': 'Default Dark Modern' };

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
  mkdirSync('docs/images', { recursive: true });
  for (const [suffix, theme] of Object.entries(themes)) {
    const settings = JSON.stringify({ ...editor.settings, 'workbench.colorTheme': theme });
    writeFileSync(path.join(editor.data, 'User/settings.json'), settings);
    const page = await editor.newPage();
    const draw = (name, height, wide = width) =>
      page.screenshot({ path: `docs/images/${name}${suffix}.png`, clip: { x: 0, y: 0, width: wide, height } });

    await test(`hover${suffix}.png`, async () => {
      await editor.visit();
      await editor.open('carrier.md', draft);
      await editor.press('Control+B');
      await page.setViewportSize({ width, height: 480 });
      await editor.shows('error: Russia', 'error: $7–8 billion');
      await editor.hovers(0, /Contradicted/, /Quick Fix/);
      await draw('hover', 330);
      await page.mouse.move(5, 5);
    });

    await test(`lookup${suffix}.png`, async () => {
      await editor.command('Stet: Look Up a Claim');
      await editor.input.pressSequentially('leaked misile technology');
      await editor.rows.first().filter({ hasText: 'accused' }).waitFor();
      await draw('lookup', 300);
      await editor.press('Escape');
    });

    await test(`coverage${suffix}.png`, async () => {
      await editor.press('Control+B');
      await editor.open('coverage.md', coverage);
      await editor.press('Control+B');
      await editor.command('Stet: Show Coverage');
      await page.locator('.view-overlays .cdr').first().waitFor();
      await page.locator('.codelens-decoration a').first().waitFor();
      await draw('coverage', 280);
      await editor.command('Stet: Hide Coverage');
    });

    await test(`sources${suffix}.png`, async () => {
      await page.setViewportSize({ width: 1000, height: 560 });
      await editor.command('View: Show Stet');
      const rows = page.locator('.pane-body .monaco-list-row');
      await rows.filter({ hasText: '@japan-pro-ukraine' }).first().click();
      const fact = rows.filter({ hasText: 'In February 2022, Russia launched' }).first();
      await fact.waitFor();
      // Wide enough for a fact.
      const { x, width: reached } = await page.locator('.part.sidebar').boundingBox();
      await page.mouse.move(x + reached, 300);
      await page.mouse.down();
      await page.mouse.move(x + reached + 330, 300, { steps: 4 });
      await page.mouse.up();
      await page.mouse.move(5, 5);
      await draw('sources', 360, 1000);
      await editor.press('Control+B');
    });
  }
}
