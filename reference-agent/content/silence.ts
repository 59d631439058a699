import type { Context } from '../host/context';

/** Fires when nothing was heard for so many seconds of the host's clock, or the host goes down. */
export interface Listening extends Disposable {
  readonly signal: AbortSignal;
  /** Something was heard. Costs nothing: it may be called for every piece of a large file. */
  heard(): void;
}

/** Listens for something that should not fall silent. */
export function listening({ clock, down }: Pick<Context, 'clock' | 'down'>, seconds: number): Listening {
  const controller = new AbortController();
  const patience = seconds * 1000;
  let last = clock.now();
  const look = () => {
    const rest = last + patience - clock.now();
    if (rest <= 0) controller.abort(new Error(`nothing was heard for ${seconds} s`));
    else timer = clock.after(rest, look);
  };
  let timer = clock.after(patience, look);
  return {
    signal: AbortSignal.any([controller.signal, down]),
    heard() {
      last = clock.now();
    },
    [Symbol.dispose]: () => timer.cancel(),
  };
}
