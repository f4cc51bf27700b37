import { l10n } from 'vscode';

/** Numbers of things in words, for languages that tell one from many. */
export const facts = (count: number): string => (count === 1 ? l10n.t('1 fact') : l10n.t('{0} facts', count));
export const packs = (count: number): string => (count === 1 ? l10n.t('1 pack') : l10n.t('{0} packs', count));
export const sources = (count: number): string => (count === 1 ? l10n.t('1 source') : l10n.t('{0} sources', count));
export const drafts = (count: number): string => (count === 1 ? l10n.t('1 draft') : l10n.t('{0} drafts', count));
export const sentences = (count: number): string =>
  count === 1 ? l10n.t('1 sentence') : l10n.t('{0} sentences', count);
export const findings = (count: number): string => (count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', count));
export const inDrafts = (count: number): string =>
  count === 1 ? l10n.t('in 1 draft') : l10n.t('in {0} drafts', count);
