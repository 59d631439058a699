import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon';

/** One entry: opens a dialog, or sends a form of the page. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly kind?: 'danger';
  /** Id of a dialog. */
  readonly opens?: string;
  /** Id of a form. */
  readonly sends?: string;
  /** Why it would be refused now. */
  readonly reason?: string | undefined;
  /** It opens entries of its own. */
  readonly items?: readonly MenuItem[];
}

interface MenuProps {
  /** Unique on its page. */
  readonly id: string;
  /** Accessible name of the button, and of the menu. */
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** What the button shows: its label, or what says it where that is heard only. Without it, its icon alone is seen. */
  readonly children?: Child;
  readonly icon?: IconName;
}

/** A button that opens a menu. */
export function Menu({ id, label, items, children, icon = 'more' }: MenuProps) {
  return (
    <span class="menu-place">
      <button
        type="button"
        id={id}
        class={children ? 'button plain' : 'button round'}
        aria-label={children ? undefined : label}
        aria-haspopup="menu"
        aria-expanded="false"
        popovertarget={`${id}-menu`}
      >
        <Icon name={icon} />
        {children && children !== label && <span class="heard">{label}: </span>}
        {children}
        {children && <Icon name="down" />}
      </button>
      <Items id={`${id}-menu`} label={label} items={items} />
    </span>
  );
}

interface ItemsProps {
  readonly id: string;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly isInner?: true;
}

/** Menus inside a menu stand beside it: a menu may hold nothing but its entries. */
function Items({ id, label, items, isInner }: ItemsProps) {
  return (
    <>
      <div id={id} class={isInner ? 'menu inner' : 'menu'} role="menu" aria-label={label} popover="auto">
        {items.map((item) => (
          <Item {...item} />
        ))}
      </div>
      {items.map(
        (item) => item.items && <Items isInner id={`${item.id}-menu`} label={item.label} items={item.items} />,
      )}
    </>
  );
}

function Item({ id, label, kind, opens, sends, reason, items }: MenuItem) {
  const refuses = reason !== undefined;
  const does = refuses
    ? { 'aria-disabled': 'true', 'aria-describedby': `${id}-reason` }
    : {
        ...(opens && { command: 'show-modal', commandfor: opens, 'aria-haspopup': 'dialog' }),
        ...(items && { popovertarget: `${id}-menu`, 'aria-haspopup': 'menu', 'aria-expanded': 'false' }),
        ...(sends && { form: sends }),
      };
  return (
    <button
      type={sends && !refuses ? 'submit' : 'button'}
      id={id}
      class={`menu-item ${kind ?? ''}`}
      role="menuitem"
      tabindex={-1}
      {...does}
    >
      <span class="menu-label">{label}</span>
      {refuses && (
        // It is the description, and no part of the name.
        <span class="menu-reason" id={`${id}-reason`} aria-hidden="true">
          {reason}
        </span>
      )}
      {items && <Icon name="right" />}
    </button>
  );
}
