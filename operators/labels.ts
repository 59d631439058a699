const plain = (label: string): string => label.toLowerCase().replace(/[\s_-]/g, '');

/**
 * Whether two free-text labels (states, roles, sync states) mean the same: case, spaces, hyphens and underscores do not
 * count, so that `In-Use` is `in use`.
 */
export function sameLabel(a: string, b: string): boolean {
  return plain(a) === plain(b);
}
