import { commands, type ExtensionContext, window } from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient';
import { lookUp } from './lookup';

/** The extension while it runs. */
export interface Extension {
  stop(): Promise<void>;
}

/**
 * What both entries do: start the server, and offer the commands that package.json declares. A server that does not start is
 * reported; the commands stay, so that it can be restarted and its output read.
 */
export async function start(
  context: ExtensionContext,
  createClient: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<Extension> {
  const output = window.createOutputChannel('Stet', { log: true });
  const client = createClient({
    documentSelector: [{ language: 'markdown' }],
    outputChannel: output,
    diagnosticPullOptions: { onChange: true },
    // A request that fails is in the log; it does not interrupt the writing.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  });
  const run = async () => {
    try {
      await client.start();
    } catch (error) {
      output.error(error instanceof Error ? error : String(error));
      // Not awaited: the message may stand for hours.
      window.showErrorMessage('Stet could not start.', 'Show Output').then((answer) => answer && output.show());
    }
  };
  context.subscriptions.push(
    output,
    commands.registerCommand('stet.lookup', () => lookUp(client)),
    commands.registerCommand('stet.restartServer', async () => {
      if (client.isRunning()) await client.stop();
      await run();
    }),
    commands.registerCommand('stet.showOutput', () => output.show()),
  );
  await run();
  return { stop: async () => (client.isRunning() ? client.stop() : undefined) };
}
