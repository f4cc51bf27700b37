/** Labelled sentences (test/suites/README.md tells their form) with what the checks propose for them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Pack } from '../../../knowledge/model';
import { readArticle } from '../../../knowledge/read/article';
import { createChecks } from '../../checks';
import { overlaps, type Range } from '../../claims/model';
import { readText, toFileRange } from '../../text';
import { type Weighing, weigh } from '../judge';
import { contextOf, createScenes } from '../scenes';
import { strangeNames, variantsOf } from './variants';

/** `silent`: nothing may be found, whatever the verdict. */
export interface Label {
  readonly draft: string;
  readonly sentence: string;
  readonly verdict: 'supported' | 'contradicted' | 'overstated' | 'unsourced' | 'not-checkable' | 'silent';
  readonly evidence: string;
  readonly problems: readonly { readonly kind: string; readonly span: string; readonly correct: string }[];
}

export interface Example {
  readonly label: Label;
  /** Set where no writer wrote the sentence. */
  readonly isMade?: boolean;
  /** What came of the sentences that the label covers. */
  readonly judged: readonly Weighing[];
  /** The wrong stretches. */
  readonly spans: readonly Range[];
  /** A range of the judged sentence's plain text where the spans are counted. */
  readonly toFile: (judged: Weighing, range: Range) => Range;
  /** Whether a source sentence is the one that the label rests on. */
  readonly isEvidence: (sentence: string) => boolean;
}

/** How many sentences of a suite's sources are told otherwise. */
const sentencesVaried = 4;

/** Reads a suite and runs the checks over its drafts, and over variants of its sources' sentences, against its own sources alone. */
export function examplesOf(folder: string): Example[] {
  const read = (...parts: string[]) => readFileSync(path.join(folder, ...parts), 'utf8');
  const articles = readdirSync(path.join(folder, 'sources')).map((file) =>
    readArticle(file, read('sources', file), file.endsWith('.md') ? 'markdown' : 'plaintext'),
  );
  const pack: Pack = { name: folder, facts: [], entities: [], sources: [], articles };
  const scenes = createScenes([pack]);
  const checks = createChecks(() => undefined);
  const drafts = new Map<string, { range: Range; judged: Weighing; toFile: (range: Range) => Range }[]>();
  const labels = read('expected.jsonl')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Label);
  const labelled = labels.map((label): Example => {
    const text = read('drafts', label.draft);
    let found = drafts.get(label.draft);
    if (!found) {
      const { sentences } = readText(text, 'markdown');
      found = sentences.flatMap((sentence, i) =>
        sentence.kind === 'heading'
          ? []
          : [
              {
                range: { start: sentence.start, end: sentence.end },
                judged: weigh(sentence.text, contextOf(sentences, i), scenes, checks),
                toFile: (range: Range) => toFileRange(sentence, range.start, range.end),
              },
            ],
      );
      drafts.set(label.draft, found);
    }
    const start = text.indexOf(label.sentence);
    const whole = { start, end: start + label.sentence.length };
    const own = found.filter(({ range }) => overlaps(range, whole));
    return {
      label,
      judged: own.map(({ judged }) => judged),
      spans: label.problems.map(({ span }) => {
        const at = start + label.sentence.indexOf(span);
        return { start: at, end: at + span.length };
      }),
      toFile: (judged, range) => own.find((one) => one.judged === judged)?.toFile(range) ?? range,
      isEvidence: (sentence) => label.evidence !== '' && bare(sentence).includes(bare(label.evidence)),
    };
  });
  const sentences = articles.flatMap(({ text, format }) =>
    readText(text, format)
      .sentences.filter(({ kind }) => kind !== 'heading' && kind !== 'row')
      .map((sentence) => scenes.analyse(sentence.text)),
  );
  const stride = Math.max(1, Math.floor(sentences.length / sentencesVaried));
  const names = strangeNames(sentences);
  const varied = sentences
    .filter((_, i) => i % stride === 0)
    .flatMap((claim) =>
      variantsOf(claim, names).map(({ text, code, range, correct = '' }): Example => {
        const problems = code && range ? [{ kind: code, span: text.slice(range.start, range.end), correct }] : [];
        return {
          isMade: true,
          label: {
            draft: '',
            sentence: text,
            verdict: code ? 'contradicted' : 'supported',
            evidence: claim.text,
            problems,
          },
          judged: [weigh(text, [], scenes, checks)],
          spans: range ? [range] : [],
          toFile: (_, place) => place,
          isEvidence: (sentence) => bare(sentence) === bare(claim.text),
        };
      }),
    );
  return [...labelled, ...varied];
}

/** A text without marks and spaces, so that a quoted stretch is found in it. */
const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
