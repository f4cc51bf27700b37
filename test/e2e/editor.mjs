/** A real VS Code with Stet's .vsix in it, and a browser that looks at it: what the tests see and press. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const patience = 30_000;

/** Tries `check` until it does not throw, and gives what it returned; what it threw last when time is over. */
export async function eventually(check, limit = patience) {
  const end = Date.now() + limit;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await rest(50);
    }
  }
}

export class Editor {
  /** Addresses outside this machine that the page asked for. */
  outside = new Set();
  log = '';

  /** Installs the .vsix into an empty VS Code and starts that, with a page that is not yet anywhere. */
  async start(host, vsix, settings) {
    this.root = mkdtempSync(path.join(tmpdir(), 'stet-e2e-'));
    this.folder = path.join(this.root, 'drafts');
    this.data = path.join(this.root, 'data');
    this.settings = settings;
    this.extensions = path.join(this.root, 'extensions');
    for (const folder of [this.folder, path.join(this.data, 'User'), this.extensions])
      mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(this.data, 'User/settings.json'), JSON.stringify(settings));

    const ours = {
      HOME: this.root,
      XDG_CONFIG_HOME: '',
      XDG_DATA_HOME: '',
      XDG_CACHE_HOME: path.join(this.root, 'cache'),
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    };
    const inherited = Object.entries(process.env).filter(([name]) => !/^(?:VSCODE|npm|NODE)_/.test(name));
    const env = { ...Object.fromEntries(inherited), ...ours };
    const config = ['--config', path.join(this.root, 'config.yaml')];
    const program = [host.codeServer, '--user-data-dir', this.data, '--extensions-dir', this.extensions, ...config];
    await promisify(execFile)(host.node, [...program, '--install-extension', vsix], { env });

    const quiet = ['telemetry', 'update-check', 'workspace-trust', 'getting-started-override'].map(
      (x) => `--disable-${x}`,
    );
    const options = ['--bind-addr', '127.0.0.1:0', '--auth', 'none', ...quiet];
    // A process group of its own: ending the group ends whatever VS Code started, and nothing else.
    this.server = spawn(host.node, [...program, ...options], { env, detached: true });
    this.server.stdout.on('data', (data) => (this.log += data));
    this.server.stderr.on('data', (data) => (this.log += data));
    this.url = await eventually(() => {
      const [, url] = /listening on (http:\S+)/.exec(this.log) ?? [];
      assert(url, `VS Code does not listen: ${this.log}`);
      return url;
    });

    const flags = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'];
    // Playwright would exit at a signal, before the rest is ended.
    const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
    this.browser = await chromium.launch({ executablePath: host.chromium, args: flags, ...signals });
    await this.newPage();
  }

  /** A page in place of the one that is there, which remembers nothing of it. */
  async newPage() {
    await this.page?.context().close();
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: 1.5,
      locale: 'en-US',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(patience);
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (/^(?:http|ws)/.test(protocol) && hostname !== '127.0.0.1') this.outside.add(hostname);
    });
    this.page = await context.newPage();
    return this.page;
  }

  /** Opens the folder of drafts, which may be filled before. */
  async visit() {
    await this.page.goto(`${this.url}?${new URLSearchParams({ folder: this.folder })}`, {
      waitUntil: 'domcontentloaded',
    });
  }

  /** Ends what was started, and leaves nothing on the disk. */
  async stop() {
    await this.browser?.close();
    if (this.server?.pid) {
      const group = -this.server.pid;
      const isOver = () => assert.throws(() => process.kill(group, 0));
      const end = (signal) => {
        try {
          process.kill(group, signal);
        } catch {
          // Nobody is left.
        }
      };
      end('SIGTERM');
      await eventually(isOver, 5000).catch(() => end('SIGKILL'));
      await eventually(isOver);
    }
    if (this.root) rmSync(this.root, { recursive: true, force: true });
  }

  file(name) {
    return path.join(this.folder, name);
  }

  read(name) {
    return readFileSync(this.file(name), 'utf8');
  }

  /** Writes a draft and opens it, as the only editor. */
  async open(name, text) {
    writeFileSync(this.file(name), text);
    // Escape, for what a test that failed may have left open.
    await this.press('Escape', 'Control+S');
    await this.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await this.press('Control+K', 'Control+W');
    // Not by name in the quick open: that may miss a file that is this new.
    await this.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name }).dblclick();
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.editor.locator('.view-line').first().waitFor();
  }

  get editor() {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Runs a command from the palette. */
  async command(title) {
    await this.press('F1');
    await this.input.fill(`>${title}`);
    await this.rows.first().filter({ hasText: title }).waitFor();
    await this.press('Enter');
  }

  get input() {
    return this.page.locator('.quick-input-widget:not([style*="display: none"]) .quick-input-box input');
  }

  get rows() {
    return this.page.locator('.quick-input-widget:not([style*="display: none"]) .monaco-list-row');
  }

  /** Puts the cursor at the end of the draft and types a paragraph there. */
  async append(text) {
    await this.editor.locator('.view-line').first().click();
    await this.press('Control+End', 'Enter', 'Enter');
    await this.page.keyboard.type(text);
  }

  /** Every squiggle that the editor shows, from the top: its colour and the text that it stands under, `error: Russia`. */
  squiggles() {
    return this.page.evaluate(readSquiggles, squiggle);
  }

  /** Waits for exactly these squiggles. */
  async shows(...squiggles) {
    await eventually(async () => assert.deepEqual(await this.squiggles(), squiggles));
  }

  /** Points at a squiggle until the hover's text, on one line, fits every pattern. The hover stays. */
  async hovers(index, ...patterns) {
    await eventually(async () => {
      // Lenses that come late move the lines.
      const { x, y, width, height } = await this.page.locator(squiggle).nth(index).boundingBox();
      await this.page.mouse.move(5, 5);
      await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
      // Another move while VS Code still asks for fixes would make it say that there are none.
      await eventually(async () => {
        const hover = this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
        const text = (await hover.textContent({ timeout: 3000 })).replace(/\s+/g, ' ');
        for (const pattern of patterns) assert.match(text, pattern);
      }, 5000);
    });
  }

  /** Asks for the quick fixes at a squiggle, and waits for one. */
  async fixes(index, title) {
    await eventually(async () => {
      const { x, y, width, height } = await this.page.locator(squiggle).nth(index).boundingBox();
      await this.press('Escape');
      await this.page.mouse.click(x + width / 2, y + height / 2);
      // Under the pointer, the Control key would show a link.
      await this.page.mouse.move(5, 5);
      await this.press('Control+.');
      await this.page.locator('.action-widget .monaco-list-row.action', { hasText: title }).waitFor({ timeout: 3000 });
    });
  }

  /** A row of the list of fixes that is open. */
  rowOf(title) {
    return this.page.locator('.action-widget .monaco-list-row.action', { hasText: title });
  }

  /** The legend of the coverage view, from the left: text that is drawn behind the first line's. */
  legend() {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('.editor-group-container.active .editor-instance .view-line span')]
        .map((element) => ({ element, content: getComputedStyle(element, '::after').content }))
        .filter(({ content }) => /^"\u00a0\d/.test(content))
        .sort((one, other) => one.element.getBoundingClientRect().right - other.element.getBoundingClientRect().right)
        .map(({ content }) =>
          content
            .slice(1, -1)
            .replace(/\u00a0/g, ' ')
            .trim(),
        ),
    );
  }

  /** The sentences that the coverage view colours, from the top, with their colour: decorations with a line below them. */
  coverage() {
    return this.page.evaluate(readCoverage);
  }

  /** A page as the browser saves it, and as it prints it. */
  async documents(html) {
    const page = await this.browser.newPage();
    try {
      await page.setContent(html);
      return { html: await page.content(), pdf: await page.pdf({ format: 'A4' }) };
    } finally {
      await page.close();
    }
  }

  /** The processes of Stet's own server, among those that VS Code started. */
  servers() {
    return readdirSync('/proc').filter((pid) => {
      try {
        const [, , group] = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ');
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return (
          Number(group) === this.server.pid && command.includes(this.extensions) && command.includes('dist/server.js')
        );
      } catch {
        return false; // It is over, or it is no process.
      }
    });
  }

  /** Waits for a server that is not one of `former`, and gives its process id. */
  newServer(...former) {
    return eventually(() => {
      const [pid, ...more] = this.servers();
      assert(pid && more.length === 0 && !former.includes(pid), `Servers: ${[pid, ...more]}`);
      return pid;
    });
  }
}

/** How many sockets of the internet's a process holds. */
export function sockets(pid) {
  const tables = ['tcp', 'tcp6', 'udp', 'udp6'].map((table) => readFileSync(`/proc/${pid}/net/${table}`, 'utf8'));
  const inodes = tables.flatMap((table) => table.split('\n').map((line) => `socket:[${line.trim().split(/\s+/)[9]}]`));
  const open = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  return open.filter((link) => inodes.includes(link)).length;
}

/** What Stet draws under words, in the editor that is open. */
const squiggle = '.editor-group-container.active .editor-instance .view-overlays [class*="squiggly-"]';

/**
 * Runs in the page. A squiggle is drawn over the text, not in it; the text that it stands under are the characters whose middle
 * lies within it.
 */
function readSquiggles(selector) {
  const place = (element) => element.getBoundingClientRect();
  const squiggles = [...document.querySelectorAll(selector)].map((element) => ({ element, box: place(element) }));
  const lines = [...document.querySelectorAll('.editor-group-container.active .editor-instance .view-line')];
  squiggles.sort((one, other) => one.box.top - other.box.top || one.box.left - other.box.left);
  return squiggles.map(({ element, box }) => {
    let text = '';
    const range = document.createRange();
    for (const line of lines) {
      const { top, bottom } = place(line);
      const middle = (box.top + box.bottom) / 2;
      if (middle < top || middle > bottom) continue;
      const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        for (let index = 0; index < node.data.length; index++) {
          range.setStart(node, index);
          range.setEnd(node, index + 1);
          const { left, right } = place(range);
          if (left + right > 2 * box.left && left + right < 2 * box.right) text += node.data[index];
        }
      }
    }
    return `${/squiggly-(\w+)/.exec(element.className)[1]}: ${text.replace(/\u00a0/g, ' ')}`;
  });
}

/** Runs in the page. A sentence that is coloured is drawn as boxes behind the text, one for each of its lines. */
function readCoverage() {
  const place = (element) => element.getBoundingClientRect();
  const editor = document.querySelector('.editor-group-container.active .editor-instance');
  const boxes = [...editor.querySelectorAll('.view-overlays .cdr')]
    .map((element) => ({ box: place(element), style: getComputedStyle(element) }))
    .filter(({ style }) => style.borderBottomWidth === '2px' && style.borderBottomStyle !== 'none')
    .sort((one, other) => one.box.top - other.box.top || one.box.left - other.box.left);
  const lines = [...editor.querySelectorAll('.view-line')];
  return boxes.map(({ box, style }) => {
    const line = lines.find(
      (one) => place(one).top <= box.top + box.height / 2 && place(one).bottom > box.top + box.height / 2,
    );
    return { text: line?.textContent.replace(/\u00a0/g, ' '), colour: style.borderBottomColor };
  });
}

/** An article of two paragraphs, and what a site puts around it. */
export const page = (
  title,
  first,
  second,
) => `<!DOCTYPE html><html lang="en"><head><title>${title} | The Tribune</title>
<style>@media print { nav, aside { display: none } } p { width: 24em }</style></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>${title}</h1><p>${first}</p><p>${second}</p></article>
<aside>Most read: ten bridges that are 999 meters long</aside><script>document.title += ' '</script></body></html>`;

/** Puts a printed and a saved page into the knowledge folder, and waits until a draft is checked against both. */
export async function countsDocuments(editor) {
  const filler =
    'It was opened on a rainy day, and everybody who could walk had come to see the mayor cut the ribbon. Nobody went home before the band had played three times.';
  const printed = await editor.documents(page('The bridge', 'The Halden Bridge is 412 meters long.', filler));
  const saved = await editor.documents(page('The tower', 'The Mole Tower is 55 meters tall.', filler));
  await editor.open('documents.md', 'The Halden Bridge is 421 meters long. The Mole Tower is 65 meters tall.\n');
  mkdirSync(editor.file('knowledge'));
  writeFileSync(editor.file('knowledge/bridge.pdf'), printed.pdf);
  writeFileSync(editor.file('knowledge/tower.html'), saved.html);
  await editor.shows('error: 421 meters', 'error: 65 meters');
  await editor.hovers(0, /The Halden Bridge is 412 meters long\./, /page 1/);
  await editor.hovers(1, /The Mole Tower is 55 meters tall\./, /The tower/);
  await editor.page.mouse.move(5, 5);
  rmSync(editor.file('knowledge'), { recursive: true });
  await editor.shows();
}
