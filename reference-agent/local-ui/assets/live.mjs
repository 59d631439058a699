import { refresh, underWay, want } from './address.mjs';
import { say } from './words.mjs';

/** Milliseconds after which a page asks again although nothing was heard. */
const longestSilence = 15_000;
/** Milliseconds from what was heard until the page asks: where something changes, more does right after it. */
const burst = 100;
/** Milliseconds between looks whether the host is back. */
const patience = 500;

/** @type {EventSource | undefined} */
let events;
/** What the host said last of how new a page can be. */
let newest = '';
let isAway = false;
/** An answer is waited for, to see how new it is. */
let isWaiting = false;

/** Shows the page anew whenever the host says that something changed, and finds the host again after it was away. */
export function keepUp() {
  connect();
  // Who logs in or out is shown another page.
  document.addEventListener('shown', connect);
  // Browsers allow few connections to one host, and nobody looks at a page behind others.
  document.addEventListener('visibilitychange', connect);
  document.addEventListener('outdated', () => void look());
  setInterval(() => {
    if (isListening() && !isAway) void look();
  }, longestSilence);
}

/** Looks whether the host is there, and shows the page anew if it is. */
export async function look() {
  if (!(await refresh())) await waitForHost('does not answer');
}

/** Shows the page anew where it is out of date, and stays so after what is under way. */
export async function catchUp() {
  if (isWaiting) return;
  isWaiting = true;
  let isThere = true;
  if (!underWay()) await new Promise((resolve) => setTimeout(resolve, burst));
  // Its answer may be as new as what was heard of meanwhile.
  for (let request = underWay(); request; request = underWay()) isThere = await request;
  isWaiting = false;
  // Who asked a host that is away looks for it, and shows then what it is.
  if (isThere && isOutdated()) void look();
}

/** Whether the host said that there is a newer page than the one that is shown. */
function isOutdated() {
  // What a form changes is shown once it was answered.
  if (document.querySelector('form[aria-busy=true]:not([enctype="multipart/form-data"])')) return false;
  const shown = document.querySelector('main')?.dataset.revision;
  // What has none, as the login, does not go out of date.
  if (shown === undefined) return false;
  const [boot, count] = shown.split('-');
  const [newestBoot, newestCount] = newest.split('-');
  return boot !== newestBoot || Number(count) < Number(newestCount);
}

/**
 * Shows another page, or the present one anew. Something is busy until it is there.
 * @param {string} url
 */
export async function go(url) {
  const main = document.querySelector('main');
  if (main) main.ariaBusy = 'true';
  want(url);
  const isThere = await refresh();
  if (main) main.ariaBusy = null;
  if (!isThere) await waitForHost('does not answer');
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

/** Whether the page that is shown is one that changes, and somebody sees it. */
const isListening = () => document.documentElement.classList.contains('inside') && !document.hidden;

function connect() {
  if (!isListening() || isAway) {
    events?.close();
    events = undefined;
  } else if (!events || events.readyState === EventSource.CLOSED) {
    events = listen();
  }
}

function listen() {
  const heard = new EventSource('/events');
  heard.addEventListener('revision', ({ data }) => {
    newest = data;
    void catchUp();
  });
  heard.addEventListener('leaving', () => void waitForHost('shuts down or reboots'));
  heard.addEventListener('error', () => {
    heard.close();
    void look().then(() => setTimeout(connect, patience));
  });
  return heard;
}

/** @param {string} what it does */
async function waitForHost(what) {
  if (isAway) return;
  isAway = true;
  connect();
  const isSaid = document.documentElement.classList.contains('is-away');
  if (!isSaid) announceAway(`This host ${what}. This page comes back by itself.`);
  do await new Promise((resolve) => setTimeout(resolve, patience));
  while (!(await refresh()));
  isAway = false;
  document.documentElement.classList.remove('is-away');
  say(document.getElementById('away'), '');
  connect();
}
