/**
 * Stet's language server in a real Neovim that is set up by the very lines of docs/editors.md: part of `npm run test:e2e`, or
 * `node test/e2e/neovim.mjs` by itself, after `npm run build`.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './editor.mjs';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const documentation = fileURLToPath(new URL('../../docs/editors.md', import.meta.url));

/** How long one Neovim may live, and how long it may wait for something, in milliseconds. */
const limit = 60_000;
const patience = 20_000;

const sold = 'Russia sold the Varyag to China.';

/** Tests each configuration of docs/editors.md that is meant for this Neovim. */
export async function testNeovim(nvim, test) {
  let meant = [];
  await test('Neovim: docs/editors.md has a configuration for this version', () => {
    const version = /\d+\.\d+/.exec(execFileSync(nvim, ['--version'], { encoding: 'utf8' }))[0];
    meant = readConfigurations().filter(({ since }) => isSince(version, since));
    assert.notEqual(meant.length, 0, `There is none for ${version}`);
  });
  for (const { title, init } of meant) {
    const run = (files, script) => inNeovim(nvim, init, files, script);

    await test(`${title}: a diagnostic stands under the wrong word`, async () => {
      const [diagnostic, ...more] = await run({ 'draft.md': `${sold}\n` }, diagnostics);
      assert.deepEqual(more, []);
      assert.equal(sold.slice(diagnostic.from, diagnostic.to), 'Russia');
      assert.match(diagnostic.message, /The source names Ukraine here, not Russia\./);
      assert.equal(diagnostic.code, 'entity');
      assert.equal(diagnostic.severity, 'ERROR');
    });

    await test(`${title}: the code action mends the draft`, async () => {
      const { offered, lines } = await run({ 'draft.md': `${sold}\n` }, codeAction);
      assert.equal(offered[0], 'Replace with “Ukraine”');
      assert.deepEqual(lines, [sold.replace('Russia', 'Ukraine')]);
    });

    await test(`${title}: the hover gives verdict, statement and source`, async () => {
      const hover = await run({ 'draft.md': `${sold}\n` }, readHover);
      assert.match(hover, /Contradicted/);
      assert.match(hover, /Ukraine sold the Soviet aircraft carrier Varyag to China/);
      assert.match(hover, /How Japan became/);
    });

    await test(`${title}: a knowledge folder beside the draft counts`, async () => {
      const draft = 'The Halden Bridge is 421 meters long.';
      const files = {
        'draft.md': `${draft}\n`,
        'knowledge/bridge.md': '# The bridge\n\nThe Halden Bridge is 412 meters long.\n',
      };
      const [diagnostic, ...more] = await run(files, diagnostics);
      assert.deepEqual(more, []);
      assert.equal(draft.slice(diagnostic.from, diagnostic.to), '421 meters');
      assert.match(diagnostic.message, /412 meters/);
      assert.equal(diagnostic.code, 'figure');
    });

    await test(`${title}: the settings count`, async () => {
      const other = init.replace("knowledge = { 'knowledge' }", "severities = { entity = 'hint' }");
      assert.notEqual(other, init, 'The settings to replace are not there');
      const [diagnostic] = await inNeovim(nvim, other, { 'draft.md': `${sold}\n` }, diagnostics);
      assert.equal(diagnostic.severity, 'HINT');
    });
  }
}

/** The Lua blocks of the section on Neovim, with this repository's server for `stet`. */
function readConfigurations() {
  const sections = readFileSync(documentation, 'utf8').split(/^## /m);
  const section = sections.find((section) => section.startsWith('Neovim\n')) ?? '';
  const command = `{ ${[process.execPath, cli, 'lsp', '--stdio'].map((word) => JSON.stringify(word)).join(', ')} }`;
  return [...section.matchAll(/^### (Neovim (\d+\.\d+) [^\n]*)\n+```lua\n(.*?)^```$/gms)].map(
    ([, title, since, lua]) => {
      const init = lua.replace("{ 'stet', 'lsp', '--stdio' }", () => command);
      assert.notEqual(init, lua, `${title}: the command to replace is not there`);
      return { title, since, init };
    },
  );
}

function isSince(version, since) {
  const [major, minor] = version.split('.').map(Number);
  const [sinceMajor, sinceMinor] = since.split('.').map(Number);
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}

/** Before each script. The cursor has to be put on the first line: a Neovim that only just starts has it on none. */
const prelude = `
local function wait(what, check)
  if not vim.wait(${patience}, check, 20) then error('in vain: ' .. what, 0) end
end
wait('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
vim.api.nvim_win_set_cursor(0, { 1, 0 })
`;

const diagnostics = `
return vim.tbl_map(function(found)
  return {
    from = found.col,
    to = found.end_col,
    code = found.code,
    message = found.message,
    severity = vim.diagnostic.severity[found.severity],
  }
end, vim.diagnostic.get(0))
`;

const codeAction = `
local offered
vim.ui.select = function(items, options, choose)
  offered = vim.tbl_map(function(item) return (options.format_item(item)) end, items)
  choose(items[1], 1)
end
vim.lsp.buf.code_action()
wait('an offer', function() return offered end)
wait('the end of the diagnostic', function() return #vim.diagnostic.get(0) == 0 end)
return { offered = offered, lines = vim.fn.getline(1, '$') }
`;

const readHover = `
local text
vim.lsp.buf.hover()
wait('a hover', function()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      text = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\\n')
    end
  end
  return text
end)
return text
`;

/** Opens `draft.md` among `files` and runs a script once there are diagnostics. Gives what the script returns. */
async function inNeovim(nvim, init, files, script) {
  const root = mkdtempSync(path.join(tmpdir(), 'stet-neovim-'));
  const clean = () => {
    end(root);
    rmSync(root, { recursive: true, force: true });
  };
  process.once('exit', clean);
  let output = '';
  try {
    const write = (name, text) => {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    };
    for (const [name, text] of Object.entries(files)) write(`drafts/${name}`, text);
    const result = path.join(root, 'result.json');
    const program = write(
      'program.lua',
      `local good, value = pcall(function() ${prelude} ${script} end)
       local file = assert(io.open(${JSON.stringify(result)}, 'w'))
       file:write(vim.fn.json_encode({ good = good, value = value }))
       file:close()
       vim.cmd('qall!')`,
    );
    const options = ['--headless', '--clean', '-u', write('init.lua', init), '-c', `luafile ${program}`, 'draft.md'];
    const ours = Object.fromEntries(
      ['CONFIG_HOME', 'DATA_HOME', 'STATE_HOME', 'CACHE_HOME', 'RUNTIME_DIR'].map((name) => [`XDG_${name}`, root]),
    );
    const env = { ...process.env, ...ours, HOME: root, TMPDIR: root, XDG_CACHE_HOME: path.join(root, 'cache') };
    const child = spawn(nvim, options, { cwd: path.join(root, 'drafts'), env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      end(root);
    }, limit);
    const [code, signal] = await once(child, 'close').finally(() => clearTimeout(timer));
    assert(!late, `Neovim was not done after ${limit} ms`);
    assert(existsSync(result), `Neovim ended with ${code ?? signal} before the script did`);
    const { good, value } = JSON.parse(readFileSync(result, 'utf8'));
    assert(good, value);
    await eventually(() => assert.deepEqual(processes(root), [], 'The server outlives Neovim'), 10_000);
    return value;
  } catch (error) {
    const logs = readdirSync(root, { recursive: true }).filter((name) => path.basename(name) === 'lsp.log');
    const log = logs.map((name) => readFileSync(path.join(root, name), 'utf8')).join('');
    throw new Error(`${error.message}\nNeovim's output: ${output}\nlsp.log: ${log}`, { cause: error });
  } finally {
    process.off('exit', clean);
    clean();
  }
}

/** Neovim gives the server a process group of its own; the home folder tells which processes are ours. */
function processes(root) {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`HOME=${root}`);
    } catch {
      return false; // It is over, somebody else's, or no process.
    }
  });
}

function end(root) {
  for (const pid of processes(root)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It is over.
    }
  }
}

/** Gives the path of Neovim, and installs it before if there is none. */
export function installNeovim() {
  const candidates = process.env.PATH.split(path.delimiter).map((folder) => path.join(folder, 'nvim'));
  if (!candidates.some(existsSync)) install();
  return candidates.find(existsSync);
}

function install() {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...words) => {
    const [program, ...args] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', ...words];
    execFileSync(program, args, { stdio: ['ignore', 2, 2] });
  };
  console.error('Installing Neovim');
  run('apt-get', 'update', '-qq');
  run('apt-get', 'install', '-qq', '--yes', '--no-install-recommends', 'neovim');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  let passed = 0;
  let failed = 0;
  await testNeovim(installNeovim(), async (title, run) => {
    try {
      await run();
      passed++;
      console.log(`PASS ${title}`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${title}\n${String(error.stack ?? error).replace(/^/gm, '    ')}`);
    }
  });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
