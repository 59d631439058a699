import { Idiomorph } from './idiomorph.esm.js';

let isRunning = false;
let isDue = false;
/** Something that is no longer shown was left in place because somebody was at it. */
let isLeftOver = false;

/**
 * Asks for this page again and changes what differs, but nothing that the person is at. Resolves to whether the host
 * answered. Asked several times at once, it asks once more when the first answer is there.
 * @returns {Promise<boolean>}
 */
export async function refresh() {
  isDue = true;
  if (isRunning) return true;
  isRunning = true;
  try {
    while (isDue) {
      isDue = false;
      const fresh = await load();
      if (!fresh) return false;
      show(fresh);
    }
    return true;
  } finally {
    isRunning = false;
  }
}

/**
 * This page as it is now. The browser parses it itself, so that no markup goes through a script.
 * @returns {Promise<Document | undefined>} undefined where the host does not answer
 */
function load() {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', location.href);
    request.responseType = 'document';
    request.timeout = 10_000;
    request.setRequestHeader('accept', 'text/html');
    request.onload = () => {
      const { pathname, href } = new URL(request.responseURL);
      if (pathname === '/login') location.assign(href);
      else resolve(request.status < 500 ? (request.responseXML ?? undefined) : undefined);
    };
    request.onerror = request.ontimeout = () => resolve(undefined);
    request.send();
  });
}

/** @param {Document} fresh */
function show(fresh) {
  isLeftOver = false;
  document.title = fresh.title;
  Idiomorph.morph(document.body, [...fresh.body.childNodes], {
    morphStyle: 'innerHTML',
    callbacks: {
      beforeNodeMorphed: (shown) => !(shown instanceof Element && (shown.matches('[data-keeps]') || isInUse(shown))),
      beforeNodeRemoved: (shown) => {
        const keeps = shown instanceof Element && [shown, ...shown.querySelectorAll('*')].some(isInUse);
        isLeftOver ||= keeps;
        return !keeps;
      },
      // These are what the person did, and not what the host says.
      beforeAttributeUpdated: (name) => !['open', 'aria-expanded', 'aria-busy'].includes(name),
    },
  });
  document.dispatchEvent(new Event('shown'));
}

/**
 * Whether the person is at this very element: an open dialog, an open menu, a field that is changed or being typed in.
 * @param {Element} element
 */
function isInUse(element) {
  if (element instanceof HTMLDialogElement) return element.open;
  if (element.matches('[popover]')) return element.matches(':popover-open');
  if (element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type)) {
    return element.checked !== element.defaultChecked;
  }
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    if (element.readOnly || element.type === 'hidden') return false;
    return element === document.activeElement || element.value !== element.defaultValue;
  }
  if (element instanceof HTMLSelectElement) return element === document.activeElement;
  return false;
}

// Once the person is done with what was left in place, it goes.
for (const event of ['close', 'toggle']) {
  document.addEventListener(event, () => isLeftOver && void refresh(), { capture: true });
}
