import type { Evidence, Verdict } from '../checker';

/** Each verdict as people read it. */
export const verdictNames: Readonly<Record<Verdict, string>> = {
  supported: 'supported',
  partial: 'partly supported',
  contradicted: 'contradicted',
  overstated: 'overstated',
  outdated: 'outdated',
  conflicting: 'conflicting',
  unsourced: 'unsourced',
  'not-checkable': 'not checkable',
};

/** How firmly the source holds a statement, since when, and who says so: `alleged, as of 2017, according to Yuzhmash`. */
export function standing({ status, asOf, attributedTo }: Pick<Evidence, 'status' | 'asOf' | 'attributedTo'>): string {
  return [status, asOf && `as of ${asOf}`, attributedTo && `according to ${attributedTo}`].filter(Boolean).join(', ');
}
