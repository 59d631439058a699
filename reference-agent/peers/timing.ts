/** Seconds of the host's clock that host-to-host conversations take at most. */

/** A leader keeps an answer back for so long while there is no news. */
export const holdSeconds = 5;
/** One request to another host, beyond the time it may keep the answer back. */
export const patienceSeconds = 10;
/** Between attempts to reach a leader: at first, and at most. */
export const retrySeconds = { first: 0.25, longest: 5 };
/** Without a word for so long, a host is Unhealthy. */
export const silenceSeconds = 15;
/** A join may stay unconfirmed for so long. */
export const pendingSeconds = 60;
