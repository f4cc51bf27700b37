/** `citation`: the source that a sentence cites says otherwise, or does not say it while another does. */
import type { Fact, Source } from '../../knowledge/model';
import { type Apparatus, citationKeys, type FileRange, type Sentence } from '../text';
import type { Judgement } from './judge';
import type { Judge } from './rivals';

/** A source that a sentence cites, and where. */
export interface Cited {
  readonly source: string;
  /** The brackets, the footnote's mark, or the link's text in the file. */
  readonly range: FileRange;
}

/** What comes of a sentence that cites a source: the judgement and, where the citation is the mistake, what is wrong with it. */
export interface CitedJudgement {
  readonly judgement: Judgement;
  readonly mistake?: {
    readonly range: FileRange;
    readonly message: string;
    /** The fact that the sentence rests on, or that the cited source says instead. */
    readonly fact: Fact;
    /** The source that says it. */
    readonly instead: string;
  };
}

/** The known sources that a sentence cites: by citekey, by a footnote that names the citekey, the address or the title, or by a link. */
export function citedBy(sentence: Sentence, { notes, noteReferences }: Apparatus, sources: readonly Source[]): Cited[] {
  const byAddress = (address: string) => sources.find(({ URL }) => URL !== undefined && bare(URL) === bare(address));
  const spans = sentence.spans.flatMap(({ kind, target, range, start, end }): Cited[] => {
    if (kind === 'citation' && range && sources.some(({ id }) => id === target)) return [{ source: target!, range }];
    const linked = kind === 'link' && target ? byAddress(target) : undefined;
    return linked ? [{ source: linked.id, range: { start: sentence.map[start], end: sentence.ends[end - 1] } }] : [];
  });
  const marks = noteReferences.filter(({ start }) => sentence.start <= start && start <= sentence.end);
  const noted = marks.flatMap(({ label, start, end }): Cited[] => {
    const text = notes.find((note) => note.label === label)?.text ?? '';
    const keys = citationKeys(text);
    const named = sources.find(
      ({ id, URL, title }) =>
        keys.includes(id) ||
        (URL !== undefined && text.includes(bare(URL))) ||
        (title !== undefined && title.length >= shortestTitle && text.includes(title)),
    );
    return named ? [{ source: named.id, range: { start, end } }] : [];
  });
  return [...spans, ...noted];
}

/** A shorter title may be anything. */
const shortestTitle = 8;

/** An address without what does not tell one page from another. */
const bare = (address: string) => address.replace(/^https?:\/\/(?:www\.)?|#.*$|\/$/g, '').replace(/\/$/, '');

/**
 * Judges a sentence by what it cites first. That the cited source does not say something is told only of one whose text is stored as a whole
 * and only where another supports the sentence.
 *
 * @param overall What all sources say of it.
 * @param isStored Whether a source's whole text is known.
 */
export function judgeCited(
  overall: Judgement,
  cited: readonly Cited[],
  judge: Judge,
  isStored: (source: string) => boolean,
): CitedJudgement {
  const [first] = cited;
  if (!first) return { judgement: overall };
  const own = judge({ only: [...new Set(cited.map(({ source }) => source))] });
  // Whoever cites a source that says so has chosen between those that disagree.
  if (own.verdict === 'supported') return { judgement: own };
  const isSaidElsewhere = overall.verdict === 'supported' || overall.verdict === 'conflicting';
  const elsewhere = overall.evidence.find(({ source }) => !cited.some((one) => one.source === source.fact.source));
  if (own.verdict === 'contradicted') {
    if (!isSaidElsewhere || !elsewhere) return { judgement: own };
    const message = `The source you cite says otherwise: “${own.findings[0].pair.source.claim.text}”`;
    const { fact } = own.findings[0].pair.source;
    const evidence = [...own.evidence, ...overall.evidence.filter((pair) => !own.evidence.includes(pair))];
    const judgement: Judgement = { verdict: 'conflicting', evidence, findings: [] };
    return { judgement, mistake: { range: first.range, message, fact, instead: elsewhere.source.fact.source } };
  }
  if (own.verdict !== 'unsourced' || overall.verdict !== 'supported' || !elsewhere) return { judgement: overall };
  if (!cited.every(({ source }) => isStored(source))) return { judgement: overall };
  const { fact } = elsewhere.source;
  const message = 'The source you cite does not say this; another does.';
  const judgement: Judgement = { ...overall, verdict: 'partial' };
  return { judgement, mistake: { range: first.range, message, fact, instead: fact.source } };
}
