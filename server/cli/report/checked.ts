import type { Report } from '../../checker';

/** A draft that was read and checked. */
export interface CheckedDraft extends Report {
  /** As reports call it. */
  readonly path: string;
  readonly text: string;
}
