import { ThemeColor as Color, l10n, type ThemeColor, ThemeIcon } from 'vscode';
import type { Verdict } from '../server/checker';

/** How a verdict looks wherever the editor shows it. `not-checkable` sentences are left alone. */
export interface VerdictStyle {
  readonly verdict: Exclude<Verdict, 'not-checkable'>;
  readonly label: string;
  /** The colours package.json contributes for it. */
  readonly background: ThemeColor;
  readonly border: ThemeColor;
  /** Colour is not the only sign. */
  readonly line: 'solid' | 'dashed' | 'dotted';
  readonly icon: ThemeIcon;
}

/** The order of the legend. */
export const verdictStyles: readonly VerdictStyle[] = [
  style('supported', l10n.t('supported'), 'solid', 'check'),
  style('partial', l10n.t('partly supported'), 'dotted', 'check'),
  style('contradicted', l10n.t('contradicted'), 'solid', 'error'),
  style('overstated', l10n.t('overstated'), 'dashed', 'warning'),
  style('outdated', l10n.t('outdated'), 'dashed', 'history'),
  style('conflicting', l10n.t('conflicting'), 'dashed', 'git-compare'),
  style('unsourced', l10n.t('unsourced'), 'dotted', 'question'),
];

function style(
  verdict: VerdictStyle['verdict'],
  label: string,
  line: VerdictStyle['line'],
  icon: string,
): VerdictStyle {
  const border = new Color(`stet.${verdict}Border`);
  return {
    verdict,
    label,
    background: new Color(`stet.${verdict}Background`),
    border,
    line,
    icon: new ThemeIcon(icon, border),
  };
}

export const styleOf = (verdict: Verdict): VerdictStyle | undefined =>
  verdictStyles.find((one) => one.verdict === verdict);
