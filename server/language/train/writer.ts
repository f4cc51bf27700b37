/** Writing the file of weights, section by section. */

/** One feature's weights as they are stored. */
export interface WeightRow {
  readonly key: number;
  readonly classes: readonly number[];
  readonly weights: readonly number[];
}

/** Writes what SectionReader reads. */
export class SectionWriter {
  private readonly bytes: number[] = [];

  number(value: number): void {
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.bytes.push((rest & 127) | 128);
    this.bytes.push(rest);
  }

  append(bytes: Iterable<number>): void {
    for (const byte of bytes) this.bytes.push(byte & 255);
  }

  json(value: unknown): void {
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    this.number(bytes.length);
    this.append(bytes);
  }

  keys(keys: readonly number[]): void {
    let last = 0;
    for (const key of keys) {
      this.number(key - last);
      last = key;
    }
  }

  /**
   * Numbers, larger ones than `largest` cut down to it, in steps of which `largest` has `levels` (at most 127); `factor` multiplies them
   * when they are read.
   */
  floats(values: Iterable<number>, levels: number, largest: number, factor = 1): void {
    const step = largest / levels;
    this.number(Math.round(1e6 * step * factor));
    this.append(Array.from(values, (value) => Math.round(Math.max(-largest, Math.min(largest, value)) / step)));
  }

  linear(classCount: number, rows: readonly WeightRow[]): void {
    const sorted = [...rows].sort((a, b) => a.key - b.key);
    this.number(classCount);
    this.number(sorted.length);
    this.keys(sorted.map((row) => row.key));
    this.append(sorted.map((row) => row.classes.length));
    this.number(sorted.reduce((sum, row) => sum + row.classes.length, 0));
    for (const row of sorted) this.append(row.classes);
    for (const row of sorted) this.append(row.weights);
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}
