import { show } from './show.mjs';

/** The page that is to be shown: the present one, or one that the person asked for and the host has not answered yet. */
let wanted = addressOf(location.href);
let shown = wanted;
/** @type {Promise<boolean> | undefined} */
let running;
let isDue = false;

/**
 * Asks for the page that is to be shown, and shows it. Asked several times at once, it asks once more when the first answer
 * is there.
 * @returns {Promise<boolean>} whether the host answered
 */
export function refresh() {
  isDue = true;
  running ??= run();
  return running;
}

/** What is being asked for now, and resolves to whether the host answered. */
export const underWay = () => running;

/**
 * From now on this page is to be shown.
 * @param {string} url
 */
export function want(url) {
  wanted = addressOf(url);
}

async function run() {
  try {
    while (isDue) {
      isDue = false;
      const asked = wanted;
      const answer = await load(asked);
      if (!answer) return false;
      if (asked === wanted) showAnswer(answer);
      else isDue = true;
    }
    return true;
  } finally {
    running = undefined;
  }
}

/** @typedef {{ fresh: Document | null, url: string, status: number }} Answer */

/** @param {Answer} answer */
function showAnswer({ fresh, url, status }) {
  const isOther = wanted !== shown || url !== shown;
  // What is no page of ours is the browser's business; what failed for a moment is no reason to take a page away.
  if (!fresh) return isOther ? location.assign(url) : undefined;
  if (!isOther && status >= 500) return;
  const present = addressOf(location.href);
  // To a login that nobody asked for, and from there, there is no way back.
  const isDetour = wanted === shown || shown.startsWith('/login');
  if (url !== present) history[isDetour ? 'replaceState' : 'pushState'](null, '', url);
  wanted = url;
  shown = url;
  show(fresh, isOther);
}

/**
 * The browser parses the page itself, so that no markup goes through a script.
 * @param {string} url
 * @returns {Promise<Answer | undefined>} undefined where the host does not answer
 */
function load(url) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.responseType = 'document';
    request.timeout = 10_000;
    request.setRequestHeader('accept', 'text/html');
    request.setRequestHeader('cache-control', 'no-cache');
    request.onload = () =>
      resolve({ fresh: request.responseXML, url: addressOf(request.responseURL), status: request.status });
    request.onerror = request.ontimeout = () => resolve(undefined);
    request.send();
  });
}

/** Of a page, whatever place of it. @param {string} url */
function addressOf(url) {
  const { pathname, search } = new URL(url, location.href);
  return pathname + search;
}
