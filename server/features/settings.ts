import * as v from 'valibot';
import { problemCodes } from '../checker';

const severity = v.fallback(v.optional(v.picklist(['error', 'warning', 'hint', 'off'])), undefined);

/**
 * The settings under `stet`, as package.json declares them; a test holds the two together. A value of the wrong type counts
 * as not given.
 */
export const settingsSchema = v.object({
  /** Folders of facts, entities, sources and articles; relative ones are looked for in the workspace folder. */
  knowledge: v.fallback(v.array(v.string()), ['knowledge']),
  /** Whether the packs that come with Stet count too. */
  bundled: v.fallback(v.boolean(), true),
  /** The severity of a code's findings, or `off`. */
  severities: v.fallback(v.object(v.entriesFromList(problemCodes, severity)), {}),
  /** Whether sentences that no source speaks of get a hint. */
  showUnsourced: v.fallback(v.boolean(), false),
  /** How a citation is written into a draft. */
  citationStyle: v.fallback(v.picklist(['footnote', 'pandoc', 'link']), 'footnote'),
  /** Whether headings say what the sources say of their sections. */
  codeLens: v.fallback(v.boolean(), true),
  /** Whether supported sentences show the source behind them. */
  inlayHints: v.fallback(v.boolean(), false),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

/** Reads what a client sent; missing or broken values get their defaults. */
export function readSettings(value: unknown): Settings {
  return v.parse(settingsSchema, typeof value === 'object' && value !== null ? value : {});
}
