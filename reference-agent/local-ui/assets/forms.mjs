import { announceAway, announceMove, catchUp, go, look } from './live.mjs';
import { say, sayDone } from './words.mjs';

/** @typedef {{ refused?: string, done?: string, go?: string, away?: string, moves?: string, login?: string }} Result */

/** Milliseconds that a host has for an answer; uploads have longer. */
const patience = 60_000;
const brokenOff = 'The upload was broken off before all of it had arrived, so nothing of it is kept. Try again.';

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
  event.preventDefault();
  if (form.ariaBusy === 'true') return;
  const data = new FormData(form, submitter);
  // A dialog can bring along what was typed into the page behind it.
  const other = document.getElementById(form.dataset.with ?? '');
  if (other instanceof HTMLFormElement) for (const [name, value] of new FormData(other)) data.append(name, value);
  void send(form, data);
});

// A dialog begins anew whenever it is opened.
document.addEventListener(
  'close',
  ({ target }) => {
    const form = target instanceof HTMLDialogElement && target.querySelector('form');
    if (!form) return;
    form.reset();
    say(placeFor(form), '');
  },
  { capture: true },
);

/**
 * Sends a form, and shows what became of it: in the form where it was refused. Something is busy until it is shown.
 * @param {HTMLFormElement} form
 * @param {FormData} data
 */
async function send(form, data) {
  sayDone('');
  say(document.getElementById('failed'), '');
  say(placeFor(form), '');
  form.ariaBusy = 'true';
  const result = await (form.enctype === 'multipart/form-data' ? upload(form, data) : post(form.action, data));
  if (!result) {
    const words = 'The host did not answer, so it is not known whether this was done. Try again when it is back.';
    say(placeFor(form), words);
    void look();
  } else if (result.refused !== undefined) {
    say(placeFor(form), result.refused);
    form.ariaBusy = null;
    void catchUp();
  } else {
    const shown = finish(form, result);
    form.ariaBusy = null;
    await shown;
    sayDone(result.done ?? '');
  }
  form.ariaBusy = null;
}

/**
 * Resolves once the page shows what was done.
 * @param {HTMLFormElement} form
 * @param {Result} result
 */
async function finish(form, result) {
  form.reset();
  form.closest('dialog')?.close();
  if (result.moves) announceMove(result.moves);
  else if (result.away) announceAway(result.away);
  else await go(result.login ?? result.go ?? location.href);
}

/**
 * @param {string} url
 * @param {FormData} data
 * @returns {Promise<Result | undefined>} undefined where no answer came
 */
async function post(url, data) {
  const body = new URLSearchParams();
  for (const [name, value] of data) if (typeof value === 'string') body.append(name, value);
  try {
    const signal = AbortSignal.timeout(patience);
    const answer = await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' }, signal });
    return await answer.json();
  } catch {
    return undefined;
  }
}

/**
 * Like {@link post}, for files: shows how far it is in the form's progress bar.
 * @param {HTMLFormElement} form
 * @param {FormData} data
 * @returns {Promise<Result | undefined>}
 */
function upload(form, data) {
  const bar = form.querySelector('progress');
  let isSent = false;
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/json');
    request.upload.onload = () => {
      isSent = true;
    };
    request.upload.onprogress = ({ loaded, total }) => {
      if (!bar) return;
      bar.hidden = false;
      bar.max = total;
      bar.value = loaded;
    };
    request.onload = () => resolve(request.response ?? undefined);
    request.onerror = () => resolve(isSent ? undefined : { refused: brokenOff });
    // The person broke it off, and knows.
    request.onabort = () => resolve({ refused: '' });
    request.onloadend = () => {
      if (bar) bar.hidden = true;
    };
    // Closing the dialog breaks it off.
    form.closest('dialog')?.addEventListener('close', () => request.abort(), { once: true });
    request.send(data);
  });
}

/** @param {HTMLFormElement} form */
function placeFor(form) {
  return form.querySelector('[role=alert]') ?? document.getElementById('failed');
}
