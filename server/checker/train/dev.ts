import { writeFileSync } from 'node:fs';
import { overlaps } from '../../claims/model';
import { tickSigns } from '../support';
import { examplesOf } from './examples';

const out: unknown[] = [];
for (const folder of process.argv.slice(3)) {
  for (const ex of examplesOf(folder)) {
    const wrong = ex.label.verdict === 'contradicted' || ex.label.verdict === 'overstated';
    const cands = ex.judged.flatMap((j) =>
      j.candidates.map((c) => {
        const range = ex.toFile(j, c.difference.range);
        const hit = ex.spans.some((s) => overlaps(s, range));
        const located = ex.spans.some(
          (s) => overlaps(s, range) && range.end - range.start <= 3 * (s.end - s.start) + 12,
        );
        const kind = ex.label.problems.some((p) => p.kind === c.difference.code);
        return {
          code: c.difference.code,
          weaker: c.difference.isWeaker ?? false,
          hit,
          located,
          kind,
          start: range.start,
          end: range.end,
          text: j.scene.claim.text.slice(c.difference.range.start, c.difference.range.end),
          replacement: c.difference.replacement,
          message: c.difference.message,
          source: c.pair.source.claim.text,
          ev: ex.isEvidence(c.pair.source.claim.text),
          signs: c.signs,
        };
      }),
    );
    out.push({
      suite: ex.suite,
      sentence: ex.label.sentence,
      verdict: ex.label.verdict,
      problems: ex.label.problems,
      wrong,
      moods: ex.judged.map((j) => j.scene.claim.mood),
      tick: ex.judged[0] ? tickSigns(ex.judged[0].scene, [], {}) : {},
      cov: Math.max(0, ...ex.judged.map((j) => j.scene.pairs[0]?.coverage ?? 0)),
      cands,
    });
  }
}
writeFileSync(process.argv[2], JSON.stringify(out));
