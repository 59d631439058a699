import { Idiomorph } from 'idiomorph';

/** Something that is no longer there was left in place because somebody was at it. */
let isLeftOver = false;

/**
 * Shows a page as the host sent it: of another address in place of the present one, else only what differs, and nothing
 * that the person is at.
 * @param {Document} fresh
 * @param {boolean} isOther
 */
export function show(fresh, isOther) {
  isLeftOver = false;
  document.title = fresh.title;
  if (isOther) replace(fresh);
  else update(fresh);
  document.dispatchEvent(new Event('shown'));
}

/** @param {Document} fresh */
function replace(fresh) {
  document.documentElement.className = fresh.documentElement.className;
  const tab = document.activeElement?.matches('[role=tab]') ? document.activeElement.id : '';
  document.body.replaceChildren(...fresh.body.childNodes);
  scrollTo(0, 0);
  const first = document.querySelector('[autofocus]:not(dialog *)') ?? document.getElementById(tab);
  const start = first ?? document.querySelector('main');
  if (start instanceof HTMLElement) start.focus();
}

/** @param {Document} fresh */
function update(fresh) {
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
  if (element instanceof HTMLSelectElement) {
    return (
      element === document.activeElement || [...element.options].some((one) => one.selected !== one.defaultSelected)
    );
  }
  return false;
}

// Once the person is done with what was left in place, it goes.
for (const event of ['close', 'toggle']) {
  document.addEventListener(event, () => isLeftOver && document.dispatchEvent(new Event('outdated')), {
    capture: true,
  });
}
