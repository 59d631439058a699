import { BroadcastChannel } from 'node:worker_threads';

/** Reaches every thread of this process, and no other process. */
const channelName = 'hostlink-stop';

/** Asks all threads to begin no further scenario. */
export function askToStop(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('stop');
  channel.close();
}

/** Tells whether the run was asked to stop since. Does not keep the thread alive. */
export function listenForStop(): () => boolean {
  let asked = false;
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = () => {
    asked = true;
  };
  channel.unref();
  return () => asked;
}
