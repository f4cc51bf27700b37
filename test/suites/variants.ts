/** What comes of true and wrong variants of source sentences. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Article, Pack } from '../../knowledge/model';
import { readArticle } from '../../knowledge/read/article';
import { createChecker } from '../../server/checker';
import { createScenes } from '../../server/checker/scenes';
import { strangeNames, variantsOf } from '../../server/checker/train/variants';
import { readText } from '../../server/text';

export interface Rate {
  readonly variants: number;
  readonly flagged: number;
  readonly fixed: number;
}

/** The rates by code, `true` for what is right, over some packs and the sources in some folders. */
export function variantRates(packs: readonly Pack[], folders: readonly string[]): Record<string, Rate> {
  const counts = new Map<string, { variants: number; flagged: number; fixed: number }>();
  const all: (readonly Pack[])[] = [packs];
  for (const folder of folders) {
    const sources = path.join(folder, 'sources');
    if (!existsSync(sources)) continue;
    const articles = readdirSync(sources).map(
      (file): Article => readArticle(file, readFileSync(path.join(sources, file), 'utf8'), 'markdown'),
    );
    all.push([{ name: folder, facts: [], entities: [], sources: [], articles }]);
  }
  for (const one of all) {
    const checker = createChecker(one);
    const scenes = createScenes(one);
    const sentences = one
      .flatMap((pack) => [
        ...pack.facts.map(({ statement }) => ({ text: statement, format: 'plaintext' as const })),
        ...pack.articles,
      ])
      .flatMap(({ text, format }) => readText(text, format).sentences)
      .filter(({ kind }) => kind !== 'heading' && kind !== 'row')
      .map(({ text }) => scenes.analyse(text));
    const names = strangeNames(sentences);
    for (const variant of sentences.flatMap((claim) => variantsOf(claim, names))) {
      const key = variant.code ?? 'true';
      const count = counts.get(key) ?? { variants: 0, flagged: 0, fixed: 0 };
      counts.set(key, count);
      const problems =
        checker.check(variant.text, { format: 'plaintext' })?.claims.flatMap((claim) => claim.problems) ?? [];
      count.variants++;
      if (problems.length > 0) count.flagged++;
      if (
        variant.correct !== undefined &&
        problems.some(({ replacement }) => replacement?.includes(variant.correct as string))
      )
        count.fixed++;
    }
  }
  return Object.fromEntries(
    [...counts].map(([key, { variants, flagged, fixed }]) => [
      key,
      {
        variants,
        flagged: Math.round((flagged / variants) * 1000) / 1000,
        fixed: Math.round((fixed / variants) * 1000) / 1000,
      },
    ]),
  );
}
