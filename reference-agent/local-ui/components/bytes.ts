const units = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/** So many bytes, as a person reads them: `312 B`, `4.0 MiB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const power = Math.min(units.length, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}
