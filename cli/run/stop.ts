import { BroadcastChannel } from 'node:worker_threads';

/** Reaches every thread of this process, and no other process. */
export const stopChannel = 'hostlink-stop';

/** In the thread that asks, no message has to arrive first. */
let askedHere = false;

/** Asks all threads to begin no further scenario. */
export function askToStop(): void {
  askedHere = true;
  const channel = new BroadcastChannel(stopChannel);
  channel.postMessage('stop');
  channel.close();
}

/** A new run of this process may begin scenarios again. */
export function allowToBegin(): void {
  askedHere = false;
}

/** Tells whether the run was asked to stop since. Does not keep the thread alive. */
export function listenForStop(): () => boolean {
  let asked = false;
  const channel = new BroadcastChannel(stopChannel);
  channel.onmessage = () => {
    asked = true;
  };
  channel.unref();
  return () => asked || askedHere;
}
