/** Whether two words of an implementation mean the same: case, spaces, hyphens and underscores do not count. */
export function sameLabel(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(label: string): string {
  return label.toLowerCase().replace(/[\s_-]/g, '');
}
