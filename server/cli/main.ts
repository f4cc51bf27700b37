import { version } from '../../package.json';
import { readArguments } from './arguments';
import { check } from './check';
import { CouldNotCheck } from './failure';
import { help } from './help';
import { lookup } from './lookup';

async function run(args: readonly string[]): Promise<number> {
  const command = readArguments(args);
  switch (command.kind) {
    case 'check':
      return check(command);
    case 'lookup':
      return lookup(command);
    case 'lsp':
      // Loaded only here: it takes over standard input and output.
      await import('../node/main');
      return 0;
    case 'help':
      process.stdout.write(help);
      return 0;
    case 'version':
      process.stdout.write(`${version}\n`);
      return 0;
  }
}

// The reader of a pipe may close it early (`stet check | head`): there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

run(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: Error) => {
    for (const line of error.message.split('\n')) console.error(`stet: ${line}`);
    if (error instanceof CouldNotCheck && error.kind === 'usage') console.error('Try: stet --help');
    process.exitCode = 2;
  },
);
