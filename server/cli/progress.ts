/** When work counts as long, and how often its progress is told, in milliseconds: [on a terminal, elsewhere]. */
const patience = { terminal: 500, elsewhere: 2000 };
const interval = { terminal: 100, elsewhere: 10_000 };

/** Says on standard error that long work goes on: on a terminal in one line that is rewritten, elsewhere a line now and then. */
export class Progress {
  readonly #terminal = process.stderr.isTTY === true;
  #next = Date.now() + (this.#terminal ? patience.terminal : patience.elsewhere);
  #shown = false;

  /** To be called often while the work goes on. */
  tick(text: () => string): void {
    const now = Date.now();
    if (now < this.#next) return;
    this.#next = now + (this.#terminal ? interval.terminal : interval.elsewhere);
    process.stderr.write(this.#terminal ? `\r\x1b[K${text()}` : `stet: ${text()}\n`);
    this.#shown = true;
  }

  /** Takes the line away, so that something else can be written. */
  clear(): void {
    if (this.#shown && this.#terminal) process.stderr.write('\r\x1b[K');
    this.#shown = false;
  }
}
