/** Links and forms that ask for a page lead to it without a new document: what stays the same is not loaded again. */
import { go } from './live.mjs';

document.addEventListener('click', (event) => {
  const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
  const link = target instanceof Element ? target.closest('a') : null;
  if (!link || button !== 0 || ctrlKey || metaKey || shiftKey || altKey || event.defaultPrevented) return;
  if (link.origin !== location.origin || link.target !== '' || link.hash !== '') return;
  event.preventDefault();
  void go(link.href);
});

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (!(form instanceof HTMLFormElement) || form.method !== 'get') return;
  event.preventDefault();
  const url = new URL(form.action);
  url.search = '';
  for (const [name, value] of new FormData(form, submitter)) url.searchParams.append(name, String(value));
  void go(url.href);
});

addEventListener('popstate', () => void go(location.href));
