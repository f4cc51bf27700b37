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
import { addFact, addSource } from './add';
import { checkSelection, checkWorkspace } from './check';
import { insertCitation, openSource } from './citation';
import { Coverage } from './coverage';
import { openExample } from './example';
import { createKnowledgeFolder } from './knowledge';
import { openLink, withLinks } from './links';
import { lookUp } from './lookup';
import { Patience } from './patience';
import { Server } from './server';
import { showSources } from './sources';
import { showStatus } from './status';

/** The extension while it runs. */
export interface Extension {
  stop(): Promise<void>;
}

/**
 * What both entries do: start the server, and offer the commands and views that package.json declares. Nothing waits for the server;
 * a command that needs it does.
 */
export function start(
  context: ExtensionContext,
  createClient: (options: LanguageClientOptions) => BaseLanguageClient,
): Extension {
  const output = window.createOutputChannel('Stet', { log: true });
  const abilities: ClientAbilities = {
    commands: true,
    files: true,
    docs: Uri.joinPath(context.extensionUri, 'docs').toString(),
  };
  const errorHandler = restarting();
  const server = new Server(
    () =>
      createClient({
        documentSelector: [{ language: 'markdown' }, { pattern: '**/{facts,entities,sources}.{yaml,yml}' }],
        outputChannel: output,
        diagnosticPullOptions: { onChange: true },
        initializationOptions: { client: abilities },
        errorHandler,
        middleware: {
          provideDiagnostics: (document, previous, token, next) => patience.provide(document, previous, token, next),
          provideHover: async (document, position, token, next) => withLinks(await next(document, position, token)),
        },
        // A request that fails is in the log; it does not interrupt the writing.
        revealOutputChannelOn: RevealOutputChannelOn.Never,
      }),
    output,
  );
  const patience = new Patience(server);
  const coverage = new Coverage(server);

  context.subscriptions.push(
    output,
    server,
    patience,
    coverage,
    showStatus(server),
    showSources(server),
    commands.registerCommand('stet.lookup', () => lookUp(server)),
    commands.registerCommand('stet.checkSelection', () => checkSelection(server)),
    commands.registerCommand('stet.checkWorkspace', () => checkWorkspace(server)),
    commands.registerCommand('stet.showCoverage', () => coverage.show()),
    commands.registerCommand('stet.hideCoverage', () => coverage.hide()),
    commands.registerCommand('stet.filterCoverage', coverage.filter),
    commands.registerCommand('stet.insertCitation', (node) => insertCitation(server, node)),
    commands.registerCommand('stet.openSource', (node) => openSource(server, node)),
    commands.registerCommand('stet.addSource', (file) => addSource(server, file)),
    commands.registerCommand('stet.addFact', () => addFact(server)),
    commands.registerCommand('stet.openLink', openLink),
    commands.registerCommand('stet.openExample', openExample),
    commands.registerCommand('stet.createKnowledgeFolder', createKnowledgeFolder),
    commands.registerCommand('stet.restartServer', () => server.restart()),
    commands.registerCommand('stet.showOutput', () => output.show()),
  );
  // The editor goes on first: starting a process takes longer than all of this.
  setTimeout(() => server.start());
  return { stop: () => server.stop() };
}

/** More crashes than this within three minutes mean that starting again does not help. */
const mostCrashes = 4;
const within = 3 * 60_000;

/** Starts a server that has crashed again, and says so once: what was typed is in the editor, and the new server is sent it. */
function restarting(): ErrorHandler {
  const crashes: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed() {
      const now = Date.now();
      crashes.push(now);
      if (crashes.filter((time) => now - time < within).length > mostCrashes) {
        const message = l10n.t('Stet’s server keeps stopping and was not started again. The output tells more.');
        return { action: CloseAction.DoNotRestart, message };
      }
      if (crashes.length === 1)
        void window.showInformationMessage(l10n.t('Stet’s server stopped; it is being started again.'));
      return { action: CloseAction.Restart, handled: true };
    },
  };
}
