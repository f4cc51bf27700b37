import { version } from '../../package.json';
import { readArguments } from './arguments';
import { CouldNotCheck } from './failure';
import { help } from './help';

async function run(args: readonly string[]): Promise<number> {
  const command = readArguments(args);
  switch (command.kind) {
    // Loaded where they are needed: the language data takes a moment, and the server takes over standard input and output.
    case 'check':
      return (await import('./check')).check(command);
    case 'lookup':
      return (await import('./lookup')).lookup(command);
    case 'knowledge':
      return (await import('./inspect')).inspect(command);
    case 'add':
      return (await import('./add')).add(command);
    case 'lsp':
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
