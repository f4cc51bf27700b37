import { type Disposable, EventEmitter, type LogOutputChannel, l10n, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type Checked, checkedNotification, knowledgeNotification } from '../server/protocol';
import { answerFileRequests } from './files';

/**
 * The connection to the language server. A restart makes a new client, for one that never started or no longer answers cannot be
 * started again; what listens here hears the new one, too.
 */
export class Server implements Disposable {
  readonly #create: () => BaseLanguageClient;
  readonly #output: LogOutputChannel;
  readonly #checked = new EventEmitter<Checked>();
  readonly #knowledge = new EventEmitter<void>();
  #client: BaseLanguageClient;

  constructor(create: () => BaseLanguageClient, output: LogOutputChannel) {
    this.#create = create;
    this.#output = output;
    this.#client = this.#listen(create());
  }

  /** An open draft has been checked. */
  readonly onDidCheck = this.#checked.event;
  /** Knowledge or settings have changed. */
  readonly onDidChangeKnowledge = this.#knowledge.event;

  /** To be asked for anew for every request. A request waits until the server has started. */
  get client(): BaseLanguageClient {
    return this.#client;
  }

  /** A server that does not start is reported; it can be restarted, and its output read. */
  async start(): Promise<void> {
    try {
      await this.#client.start();
    } catch (error) {
      this.#log(error);
      // Not awaited: the message may stand for hours.
      const show = l10n.t('Show Output');
      window
        .showErrorMessage(l10n.t('Stet could not start.'), show)
        .then((answer) => answer === show && this.#output.show());
    }
  }

  async restart(): Promise<void> {
    await this.stop();
    this.#client = this.#listen(this.#create());
    await this.start();
  }

  /** Ends the server, or gives up on one that does not answer. */
  async stop(): Promise<void> {
    await this.#client.dispose().catch((error) => this.#log(error));
  }

  dispose(): void {
    this.#checked.dispose();
    this.#knowledge.dispose();
  }

  #listen(client: BaseLanguageClient): BaseLanguageClient {
    answerFileRequests(client);
    client.onNotification(checkedNotification, (checked) => this.#checked.fire(checked));
    client.onNotification(knowledgeNotification, () => this.#knowledge.fire());
    return client;
  }

  #log(error: unknown): void {
    this.#output.error(error instanceof Error ? error : String(error));
  }
}
