/** The value kept for a key, or a new one; the oldest half goes when the limit is reached. */
export function remember<T>(kept: Map<string, T>, limit: number, key: string, make: () => T): T {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const value = make();
  if (kept.size >= limit) for (const old of [...kept.keys()].slice(0, limit / 2)) kept.delete(old);
  kept.set(key, value);
  return value;
}
