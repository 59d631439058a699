/** Tabs with a keyboard, as https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ describes them. */

/** Where each key leads from a tab: so many further, or to an end. @type {Readonly<Record<string, (at: number) => number>>} */
const ways = { ArrowRight: (at) => at + 1, ArrowLeft: (at) => at - 1, Home: () => 0, End: () => -1 };

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || !target.matches('[role=tab]')) return;
  const tabs = [...(target.parentElement?.querySelectorAll('[role=tab]') ?? [])];
  const to = key === ' ' ? target : ways[key] && tabs.at(ways[key](tabs.indexOf(target)) % tabs.length);
  if (!(to instanceof HTMLElement)) return;
  event.preventDefault();
  to.focus();
  to.click();
});
