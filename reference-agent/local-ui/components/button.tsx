import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon';

export interface ButtonProps {
  readonly children: Child;
  /** Unique on its page. */
  readonly id: string;
  readonly kind?: 'primary' | 'danger' | 'plain';
  readonly icon?: IconName;
  /** Id of the dialog that it opens. Without one it sends the form that it stands in. */
  readonly opens?: string | undefined;
  /** Why it would be refused now: then it does nothing, and says so to whoever comes to it. */
  readonly reason?: string | undefined;
  /** Id of the form that it sends, where it does not stand in it. */
  readonly form?: string;
  /** What the form says of having been sent by this button. */
  readonly name?: string;
  readonly value?: string;
  /** Accessible name, where the text alone does not say enough. */
  readonly label?: string;
}

/** A button that opens a dialog or sends its form, or says why it cannot. */
export function Button({ children, id, kind = 'plain', icon, opens, reason, label, ...sent }: ButtonProps) {
  const refuses = reason !== undefined;
  return (
    <span class="button-place">
      <button
        id={id}
        class={`button ${kind}`}
        type={refuses || opens ? 'button' : 'submit'}
        aria-label={label}
        aria-disabled={refuses ? 'true' : undefined}
        aria-describedby={refuses ? `${id}-reason` : undefined}
        aria-haspopup={opens ? 'dialog' : undefined}
        {...(opens && !refuses && { command: 'show-modal', commandfor: opens })}
        {...(!opens && !refuses && sent)}
      >
        {icon && <Icon name={icon} />}
        {children}
      </button>
      {refuses && (
        <span class="reason" id={`${id}-reason`} role="tooltip">
          {reason}
        </span>
      )}
    </span>
  );
}
