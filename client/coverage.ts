import {
  commands,
  type DecorationOptions,
  Disposable,
  OverviewRulerLane,
  Range,
  type TextEditor,
  type TextEditorDecorationType,
  TextEditorRevealType,
  Uri,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Verdict } from '../server/checker';
import { type ClaimItem, claimsRequest, type FilterCoverageArguments } from '../server/protocol';
import type { ServerEvents } from './events';
import { verdictStyles } from './verdicts';

/** What of a draft is shown, when not all of it. */
interface Filter {
  readonly range: Range;
  readonly verdicts: readonly Verdict[];
}

/**
 * The coverage view: every sentence of the drafts on screen in the colour of its verdict, as a checking copy has it, and at the end of
 * the first line the legend with the counts. A lens above a heading narrows it to some verdicts of a section.
 */
export class Coverage implements Disposable {
  readonly #client: BaseLanguageClient;
  readonly #sentences = new Map<Verdict, TextEditorDecorationType>(
    verdictStyles.map(({ verdict, background, border, line }) => [
      verdict,
      window.createTextEditorDecorationType({
        backgroundColor: background,
        borderWidth: '0 0 2px 0',
        borderStyle: line,
        borderColor: border,
        overviewRulerColor: border,
        overviewRulerLane: OverviewRulerLane.Right,
      }),
    ]),
  );
  /** One for each verdict: what is drawn behind one place comes in the order of the keys. */
  readonly #legend = verdictStyles
    .map(() => window.createTextEditorDecorationType({}))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  #isShown = false;
  readonly #filters = new Map<string, Filter>();
  readonly #listeners: Disposable;

  constructor(client: BaseLanguageClient, events: ServerEvents) {
    this.#client = client;
    this.#listeners = Disposable.from(
      events.onDidCheck(({ uri }) => {
        for (const editor of this.#editors())
          if (editor.document.uri.toString() === Uri.parse(uri).toString()) void this.#show(editor);
      }),
      window.onDidChangeVisibleTextEditors(() => this.#showAll()),
    );
  }

  /** Shows all of it or, where all of it is shown, nothing. */
  toggle(): void {
    this.#isShown = !this.#isShown || this.#filters.size > 0;
    this.#filters.clear();
    this.#update();
  }

  /** Shows some verdicts of a range; the same again shows nothing. */
  readonly filter = (...[uri, { start, end }, verdicts]: FilterCoverageArguments): void => {
    const key = Uri.parse(uri).toString();
    const range = new Range(start.line, start.character, end.line, end.character);
    const known = this.#filters.get(key);
    const isSame = known?.range.start.isEqual(range.start) && known.verdicts.join() === verdicts.join();
    if (isSame) this.#filters.delete(key);
    else this.#filters.set(key, { range, verdicts });
    this.#isShown = !isSame;
    this.#update(key);
  };

  dispose(): void {
    this.#listeners.dispose();
    Disposable.from(...this.#legend, ...this.#sentences.values()).dispose();
  }

  #update(revealed?: string): void {
    void commands.executeCommand('setContext', 'stet.isCoverageShown', this.#isShown);
    this.#showAll(revealed);
  }

  #showAll(revealed?: string): void {
    for (const editor of this.#editors()) void this.#show(editor, editor.document.uri.toString() === revealed);
  }

  #editors = (): readonly TextEditor[] =>
    window.visibleTextEditors.filter(({ document }) => document.languageId === 'markdown');

  async #show(editor: TextEditor, isRevealed = false): Promise<void> {
    const { document } = editor;
    const claims = this.#isShown ? await this.#claims(document.uri) : [];
    // A newer version is on its way; the decorations that are there move with the text till then.
    if (!claims) return;
    const filter = this.#filters.get(document.uri.toString());
    const shown = claims.filter(
      ({ range, verdict }) =>
        !filter || (filter.verdicts.includes(verdict) && filter.range.contains(toRange(range).start)),
    );
    const { end } = document.lineAt(0).range;
    for (const [i, { verdict, label, background, border }] of verdictStyles.entries()) {
      const type = this.#sentences.get(verdict);
      const ranges = shown.filter((claim) => claim.verdict === verdict).map(({ range }) => toRange(range));
      if (!type) continue;
      editor.setDecorations(type, ranges);
      const contentText = `\u00a0${ranges.length} ${label}\u00a0`;
      const after = { contentText, backgroundColor: background, border: '1px solid', borderColor: border, margin };
      const entry: DecorationOptions = { range: new Range(end, end), renderOptions: { after } };
      editor.setDecorations(this.#legend[i], ranges.length > 0 ? [entry] : []);
    }
    if (isRevealed && shown.length > 0)
      editor.revealRange(toRange(shown[0].range), TextEditorRevealType.InCenterIfOutsideViewport);
  }

  async #claims(uri: Uri): Promise<readonly ClaimItem[] | undefined> {
    try {
      return (await this.#client.sendRequest(claimsRequest, { uri: uri.toString() }))?.claims;
    } catch {
      return undefined; // The client has logged why.
    }
  }
}

/** Keeps the legend's entries apart. */
const margin = '0 0 0 1em';

const toRange = ({ start, end }: ClaimItem['range']) => new Range(start.line, start.character, end.line, end.character);
