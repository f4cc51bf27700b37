import { commands, type ExtensionContext, l10n, Uri, window } from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from 'vscode-languageclient';
import type { ClientAbilities } from '../server/protocol';
import { checkSelection, checkWorkspace } from './check';
import { insertCitation, openSource } from './citation';
import { Coverage } from './coverage';
import { ServerEvents } from './events';
import { openExample } from './example';
import { answerFileRequests } from './files';
import { createKnowledgeFolder } from './knowledge';
import { openLink, withLinks } from './links';
import { lookUp } from './lookup';
import { Patience } from './patience';
import { showSources } from './sources';
import { showStatus } from './status';

/** The extension while it runs. */
export interface Extension {
  stop(): Promise<void>;
}

/**
 * What both entries do: start the server, and offer the commands and views that package.json declares. Nothing waits for the server;
 * a command that needs it does. A server that does not start is reported; the commands stay, so that it can be restarted and its output read.
 */
export function start(
  context: ExtensionContext,
  createClient: (options: LanguageClientOptions) => BaseLanguageClient,
): Extension {
  const output = window.createOutputChannel('Stet', { log: true });
  const patience = new Patience();
  const abilities: ClientAbilities = {
    commands: true,
    files: true,
    docs: Uri.joinPath(context.extensionUri, 'docs').toString(),
  };
  const client = createClient({
    documentSelector: [{ language: 'markdown' }, { pattern: '**/{facts,entities,sources}.{yaml,yml}' }],
    outputChannel: output,
    diagnosticPullOptions: { onChange: true },
    initializationOptions: { client: abilities },
    errorHandler: restarting(),
    middleware: {
      provideDiagnostics: (document, previous, token, next) => patience.provide(document, previous, token, next),
      provideHover: async (document, position, token, next) => withLinks(await next(document, position, token)),
    },
    // A request that fails is in the log; it does not interrupt the writing.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  });
  patience.attach(client);
  answerFileRequests(client);
  const events = new ServerEvents(client);
  const coverage = new Coverage(client, events);

  const run = async () => {
    try {
      await client.start();
    } catch (error) {
      output.error(error instanceof Error ? error : String(error));
      // Not awaited: the message may stand for hours.
      const show = l10n.t('Show Output');
      window.showErrorMessage(l10n.t('Stet could not start.'), show).then((answer) => answer === show && output.show());
    }
  };
  context.subscriptions.push(
    output,
    patience,
    coverage,
    showStatus(events),
    showSources(client, events),
    commands.registerCommand('stet.lookup', () => lookUp(client)),
    commands.registerCommand('stet.checkSelection', () => checkSelection(client)),
    commands.registerCommand('stet.checkWorkspace', () => checkWorkspace(client)),
    commands.registerCommand('stet.showCoverage', () => coverage.toggle()),
    commands.registerCommand('stet.hideCoverage', () => coverage.toggle()),
    commands.registerCommand('stet.filterCoverage', coverage.filter),
    commands.registerCommand('stet.insertCitation', (cited) => insertCitation(client, cited)),
    commands.registerCommand('stet.openSource', (item) => openSource(client, item)),
    commands.registerCommand('stet.openLink', openLink),
    commands.registerCommand('stet.openExample', openExample),
    commands.registerCommand('stet.createKnowledgeFolder', createKnowledgeFolder),
    commands.registerCommand('stet.restartServer', async () => {
      if (client.isRunning()) await client.stop();
      await run();
    }),
    commands.registerCommand('stet.showOutput', () => output.show()),
  );
  // The editor goes on first: starting a process takes longer than all of this.
  setTimeout(run);
  return { stop: async () => (client.isRunning() ? client.stop() : undefined) };
}

/** As many crashes within as many minutes mean that starting again does not help. */
const mostCrashes = 5;
const within = 3 * 60_000;

/** Starts a server that has crashed again, and says so once: what was typed is in the editor, and the new server is sent it. */
function restarting(): ErrorHandler {
  const crashes: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed() {
      crashes.push(Date.now());
      if (crashes.length > mostCrashes && Date.now() - crashes[crashes.length - mostCrashes] < within) {
        const message = l10n.t('Stet’s server keeps stopping and was not started again. The output tells more.');
        return { action: CloseAction.DoNotRestart, message };
      }
      if (crashes.length === 1)
        void window.showInformationMessage(l10n.t('Stet’s server had stopped and was started again.'));
      return { action: CloseAction.Restart, handled: true };
    },
  };
}
