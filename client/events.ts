import { EventEmitter } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type Checked, checkedNotification, knowledgeNotification } from '../server/protocol';

/** What the server tells: a connection calls one listener for a method, and here there are several. */
export class ServerEvents {
  readonly #checked = new EventEmitter<Checked>();
  readonly #knowledge = new EventEmitter<void>();

  constructor(client: BaseLanguageClient) {
    client.onNotification(checkedNotification, (checked) => this.#checked.fire(checked));
    client.onNotification(knowledgeNotification, () => this.#knowledge.fire());
  }

  /** An open draft has been checked. */
  readonly onDidCheck = this.#checked.event;
  /** Knowledge or settings have changed. */
  readonly onDidChangeKnowledge = this.#knowledge.event;
}
