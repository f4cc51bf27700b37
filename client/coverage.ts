import {
  commands,
  type DecorationOptions,
  Disposable,
  OverviewRulerLane,
  Range,
  type TextDocument,
  type TextDocumentContentChangeEvent,
  type TextEditor,
  type TextEditorDecorationType,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Verdict } from '../server/checker';
import { type ClaimItem, claimsRequest, type FilterCoverageArguments } from '../server/protocol';
import type { Server } from './server';
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
  readonly #server: Server;
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
  /** Whether every draft is shown; one of which only some is shown has a filter. */
  #isShown = false;
  readonly #filters = new Map<string, Filter>();
  /** How often each editor has been drawn: of two answers that cross, the later counts. */
  readonly #drawings = new WeakMap<TextEditor, number>();
  readonly #listeners: Disposable;

  constructor(server: Server) {
    this.#server = server;
    this.#listeners = Disposable.from(
      server.onDidCheck(({ uri }) => {
        for (const editor of this.#editors())
          if (editor.document.uri.toString() === Uri.parse(uri).toString()) void this.#draw(editor);
      }),
      window.onDidChangeVisibleTextEditors(() => this.#drawAll()),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const key = document.uri.toString();
        const filter = this.#filters.get(key);
        if (filter) this.#filters.set(key, { ...filter, range: contentChanges.reduce(moved, filter.range) });
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (this.#filters.delete(uri.toString())) this.#update();
      }),
    );
    this.#update();
  }

  show(): void {
    this.#isShown = true;
    this.#filters.clear();
    this.#update();
  }

  hide(): void {
    this.#isShown = false;
    this.#filters.clear();
    this.#update();
  }

  /** Shows some verdicts of a range; the same again shows what was shown before. */
  readonly filter = (...[uri, { start, end }, verdicts]: FilterCoverageArguments): void => {
    const key = Uri.parse(uri).toString();
    const range = new Range(start.line, start.character, end.line, end.character);
    const known = this.#filters.get(key);
    if (known?.range.start.isEqual(range.start) && known.verdicts.join() === verdicts.join()) this.#filters.delete(key);
    else this.#filters.set(key, { range, verdicts });
    this.#update(key);
  };

  dispose(): void {
    this.#listeners.dispose();
    Disposable.from(...this.#legend, ...this.#sentences.values()).dispose();
  }

  #update(revealed?: string): void {
    void commands.executeCommand('setContext', 'stet.isCoverageShown', this.#isShown || this.#filters.size > 0);
    this.#drawAll(revealed);
  }

  #drawAll(revealed?: string): void {
    for (const editor of this.#editors()) void this.#draw(editor, editor.document.uri.toString() === revealed);
  }

  #editors = (): readonly TextEditor[] =>
    window.visibleTextEditors.filter(({ document }) => document.languageId === 'markdown');

  async #draw(editor: TextEditor, isRevealed = false): Promise<void> {
    const { document } = editor;
    const drawing = (this.#drawings.get(editor) ?? 0) + 1;
    this.#drawings.set(editor, drawing);
    const filter = this.#filters.get(document.uri.toString());
    const claims = this.#isShown || filter ? await this.#claims(document) : [];
    // A newer version is on its way; the decorations that are there move with the text till then.
    if (!claims || this.#drawings.get(editor) !== drawing) return;
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

  /** The claims of the text as it is now; undefined when it has changed meanwhile. */
  async #claims(document: TextDocument): Promise<readonly ClaimItem[] | undefined> {
    try {
      const result = await this.#server.client.sendRequest(claimsRequest, { uri: document.uri.toString() });
      return result?.version === document.version ? result.claims : undefined;
    } catch {
      return undefined; // The client has logged why.
    }
  }
}

/** A range of lines after an edit above it or in it. */
function moved({ start, end }: Range, { range, text }: TextDocumentContentChangeEvent): Range {
  const lines = text.split('\n').length - 1 - (range.end.line - range.start.line);
  return new Range(
    range.end.isBefore(start) ? start.translate(lines) : start,
    range.end.isBefore(end) ? end.translate(lines) : end,
  );
}

/** Keeps the legend's entries apart. */
const margin = '0 0 0 1em';

const toRange = ({ start, end }: ClaimItem['range']) => new Range(start.line, start.character, end.line, end.character);
