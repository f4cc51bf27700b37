import type { CheckedClaim } from '../../checker';
import type { CheckedDraft } from './checked';

/** The report for programs. Its shape is a promise: keys may be added, none is taken away while `version` is 1. */
export function jsonReport(drafts: readonly CheckedDraft[]): string {
  const files = drafts.map(({ path, claims }) => ({ path, claims: claims.map(toJson) }));
  return `${JSON.stringify({ version: 1, files }, null, 2)}\n`;
}

const toJson = ({ start, end, verdict, evidence, problems }: CheckedClaim) => ({
  start,
  end,
  verdict,
  evidence: evidence.map(({ fact, source, locator, statement, quote, status, asOf, attributedTo }) => ({
    fact,
    source,
    locator,
    statement,
    quote,
    status,
    asOf,
    attributedTo,
  })),
  problems: problems.map(({ code, severity, start, end, message, replacement, fact }) => ({
    code,
    severity,
    start,
    end,
    message,
    replacement,
    fact,
  })),
});
