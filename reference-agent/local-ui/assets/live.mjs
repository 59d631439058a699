import { refresh } from './refresh.mjs';
import { say } from './words.mjs';

/** Milliseconds after which a page asks again although nothing was heard. */
const longestSilence = 15_000;
/** Milliseconds between looks whether the host is back. */
const patience = 500;

/** @type {EventSource | undefined} */
let events;
let isAway = false;

/** Shows the page anew whenever the host says that something changed, and finds the host again after it was away. */
export function keepUp() {
  connect();
  document.addEventListener('visibilitychange', () => {
    // Browsers allow few connections to one host, and nobody looks at a page behind others.
    if (document.hidden) events?.close();
    else if (!isAway) connect();
  });
  document.addEventListener('outdated', () => void look());
  setInterval(() => {
    if (!document.hidden && !isAway) void look();
  }, longestSilence);
}

/** Looks whether the host is there, and shows the page anew if it is. */
export async function look() {
  if (!(await refresh())) await waitForHost('does not answer');
}

/**
 * Says why the host cannot be reached, until it can be again.
 * @param {string} why
 */
export function announceAway(why) {
  say(document.getElementById('away'), why);
  document.documentElement.classList.add('is-away');
}

/**
 * Says that the host is found elsewhere from now on. The browser has to be shown its certificate there, by the person.
 * @param {string} url
 */
export function announceMove(url) {
  announceAway('This host is found elsewhere from now on: ');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = url;
  document.getElementById('away')?.append(link);
}

function connect() {
  events?.close();
  events = new EventSource('/events');
  events.addEventListener('open', () => void look());
  events.addEventListener('changed', () => void look());
  events.addEventListener('leaving', () => void waitForHost('shuts down or reboots'));
  events.addEventListener(
    'error',
    () => void look().then(() => !isAway && !document.hidden && setTimeout(connect, patience)),
  );
}

/** @param {string} what it does */
async function waitForHost(what) {
  if (isAway) return;
  isAway = true;
  events?.close();
  const isSaid = document.documentElement.classList.contains('is-away');
  if (!isSaid) announceAway(`This host ${what}. This page comes back by itself.`);
  do await new Promise((resolve) => setTimeout(resolve, patience));
  while (!(await refresh()));
  isAway = false;
  document.documentElement.classList.remove('is-away');
  say(document.getElementById('away'), '');
  connect();
}
