/** What a host without power waits for: it neither comes nor fails. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}
