/** Fewest insertions, removals and replacements that turn one text into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The candidates most like a mistyped id, best first; none where nothing is like it at all. Case does not matter. */
export function nearest(id: string, candidates: readonly string[], count = 3): readonly string[] {
  // A longer text is like nothing we have, and comparing it would cost its length times every candidate.
  const wanted = id.toUpperCase().slice(0, 40);
  return candidates
    .map((candidate) => ({ candidate, far: distance(wanted, candidate.toUpperCase()) }))
    .filter(({ candidate, far }) => far <= Math.max(2, Math.ceil(candidate.length / 2)))
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
