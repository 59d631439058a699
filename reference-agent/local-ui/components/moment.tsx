/** A point in time, to the minute: the same on every screen, since hosts may stand in many places. */
export function Moment({ iso }: { readonly iso: string }) {
  return <time datetime={iso}>{`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`}</time>;
}
