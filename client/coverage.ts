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
import { type ClaimItem, checkedNotification, claimsRequest, type FilterCoverageArguments } from '../server/protocol';
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
  readonly #types = new Map<
    Verdict,
    { readonly sentence: TextEditorDecorationType; readonly legend: TextEditorDecorationType }
  >(
    verdictStyles.map(({ verdict, background, border, line }) => [
      verdict,
      {
        sentence: window.createTextEditorDecorationType({
          backgroundColor: background,
          borderWidth: '0 0 2px 0',
          borderStyle: line,
          borderColor: border,
          overviewRulerColor: border,
          overviewRulerLane: OverviewRulerLane.Right,
        }),
        legend: window.createTextEditorDecorationType({}),
      },
    ]),
  );
  #isShown = false;
  readonly #filters = new Map<string, Filter>();
  readonly #listeners: Disposable;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#listeners = Disposable.from(
      client.onNotification(checkedNotification, ({ uri }) => {
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
    for (const { sentence, legend } of this.#types.values()) Disposable.from(sentence, legend).dispose();
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
    for (const { verdict, label, background, border } of verdictStyles) {
      const type = this.#types.get(verdict);
      const found = shown.filter((claim) => claim.verdict === verdict);
      if (!type) continue;
      editor.setDecorations(
        type.sentence,
        found.map(({ range }) => toRange(range)),
      );
      const end = document.lineAt(0).range.end;
      const legend: DecorationOptions = {
        range: new Range(end, end),
        renderOptions: {
          after: {
            contentText: `\u00a0${found.length} ${label}\u00a0`,
            backgroundColor: background,
            border: '1px solid',
            borderColor: border,
            margin: '0 0 0 1.2em',
            fontWeight: 'normal',
          },
        },
      };
      editor.setDecorations(type.legend, found.length > 0 ? [legend] : []);
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

const toRange = ({ start, end }: ClaimItem['range']) => new Range(start.line, start.character, end.line, end.character);
