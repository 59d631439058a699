import { sayDone } from './words.mjs';

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-copies]') : null;
  const field = button && document.getElementById(button.getAttribute('data-copies') ?? '');
  if (field instanceof HTMLTextAreaElement) void copy(field);
});

/** @param {HTMLTextAreaElement} field */
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    sayDone('Copied.');
  } catch {
    field.select();
    sayDone('The browser does not let this page copy: the text is selected, copy it with the keyboard.');
  }
}
