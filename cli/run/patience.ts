/** Whether this settles, either way, within so many milliseconds. Never rejects. */
export async function settlesWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  const settled = (): boolean => true;
  const inTime = await Promise.race([work.then(settled, settled), over]);
  clearTimeout(timer);
  return inTime;
}
