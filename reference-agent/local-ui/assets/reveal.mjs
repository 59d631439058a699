/** Buttons that show more of what they stand in. */

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-reveals]') : null;
  const more = button && document.getElementById(button.getAttribute('data-reveals') ?? '');
  if (!button || !more) return;
  more.hidden = !more.hidden;
  button.setAttribute('aria-expanded', String(!more.hidden));
  if (!more.hidden) more.querySelector('input')?.focus();
});

// A dialog begins anew whenever it is opened.
document.addEventListener(
  'close',
  ({ target }) => {
    if (!(target instanceof HTMLDialogElement)) return;
    for (const button of target.querySelectorAll('[data-reveals][aria-expanded=true]')) {
      button.setAttribute('aria-expanded', 'false');
      document.getElementById(button.getAttribute('data-reveals') ?? '')?.setAttribute('hidden', '');
    }
  },
  { capture: true },
);
