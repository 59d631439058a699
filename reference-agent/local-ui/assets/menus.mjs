/** Menus with a keyboard, as https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/ describes them. */

/** @param {Element} menu @returns {HTMLElement[]} */
const itemsOf = (menu) =>
  [...menu.querySelectorAll(':scope > [role=menuitem]')].filter((item) => item instanceof HTMLElement);

/** @param {Element} menu */
const buttonOf = (menu) => {
  const button = document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
  return button instanceof HTMLElement ? button : undefined;
};

document.addEventListener(
  'toggle',
  (event) => {
    const { target: menu } = event;
    if (!(menu instanceof HTMLElement) || !menu.matches('[role=menu]')) return;
    const isOpen = menu.matches(':popover-open');
    buttonOf(menu)?.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) itemsOf(menu)[0]?.focus();
  },
  { capture: true },
);

document.addEventListener('keydown', (event) => {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return;
  const menu = target.closest('[role=menu]');
  const done = menu instanceof HTMLElement ? inMenu(menu, target, event.key) : onButton(target, event.key);
  if (done) event.preventDefault();
});

/** @param {HTMLElement} button @param {string} key */
function onButton(button, key) {
  if (button.getAttribute('aria-haspopup') !== 'menu' || !['ArrowDown', 'ArrowUp'].includes(key)) return false;
  button.click();
  return true;
}

/** @param {HTMLElement} menu @param {HTMLElement} item @param {string} key */
function inMenu(menu, item, key) {
  const items = itemsOf(menu);
  const at = items.indexOf(item);
  const go = (/** @type {number} */ index) => items.at(index % items.length)?.focus();
  /** @type {Record<string, () => void>} */
  const moves = { ArrowDown: () => go(at + 1), ArrowUp: () => go(at - 1), Home: () => go(0), End: () => go(-1) };
  if (item.getAttribute('aria-haspopup') === 'menu') moves.ArrowRight = () => item.click();
  const button = buttonOf(menu);
  if (button?.matches('[role=menuitem]')) {
    moves.ArrowLeft = () => {
      menu.hidePopover();
      button.focus();
    };
  }
  const move = moves[key] ?? (/^\S$/.test(key) ? () => goToLetter(items, key) : undefined);
  move?.();
  if (key === 'Tab') closeMenus();
  return move !== undefined;
}

/** @param {readonly HTMLElement[]} items @param {string} letter */
function goToLetter(items, letter) {
  items.find((item) => item.innerText.toLowerCase().startsWith(letter.toLowerCase()))?.focus();
}

function closeMenus() {
  for (const menu of document.querySelectorAll('[role=menu]:popover-open')) {
    if (menu instanceof HTMLElement) menu.hidePopover();
  }
}

/** What opened a dialog. @type {WeakMap<EventTarget, Element>} */
const openers = new WeakMap();

document.addEventListener(
  'command',
  (event) => {
    if (!(event instanceof CommandEvent) || event.command !== 'show-modal' || !event.target) return;
    if (event.source) openers.set(event.target, event.source);
  },
  { capture: true },
);

// An entry of a menu that is closed again cannot be gone back to: its menu's button can.
document.addEventListener(
  'close',
  ({ target }) => {
    const menu = target && openers.get(target)?.closest('[role=menu]');
    if (!menu) return;
    let button = buttonOf(menu);
    while (button?.closest('[role=menu]')) button = buttonOf(/** @type {Element} */ (button.closest('[role=menu]')));
    button?.focus();
  },
  { capture: true },
);
