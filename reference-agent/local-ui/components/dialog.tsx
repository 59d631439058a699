import type { Child } from 'hono/jsx';
import { Icon } from './icon';

interface DialogProps {
  /** Unique on its page; what `Button.opens` names. */
  readonly id: string;
  readonly title: string;
  /** Where its form is sent to. */
  readonly action: string;
  /** What it says and asks for. */
  readonly children?: Child;
  /** Of the button that sends it. */
  readonly confirm?: string;
  readonly kind?: 'primary' | 'danger';
  /** It sends a file. */
  readonly sendsFile?: true;
  /** Id of a form of the page: what was typed into it is sent along. */
  readonly with?: string;
}

/** A form that covers the page until it is confirmed or cancelled. A refusal stands in it, and it stays open. */
export function Dialog(props: DialogProps) {
  const { id, title, action, children, confirm = 'Confirm', kind = 'primary', sendsFile } = props;
  return (
    <dialog id={id} class="dialog" aria-labelledby={`${id}-title`}>
      <form method="post" action={action} enctype={sendsFile && 'multipart/form-data'} data-with={props.with}>
        <header>
          <h2 id={`${id}-title`}>{title}</h2>
          <button type="button" class="close" aria-label="Close" command="close" commandfor={id}>
            <Icon name="close" />
          </button>
        </header>
        <div class="dialog-body">{children}</div>
        <p class="alert" role="alert" data-keeps />
        <footer>
          <button type="button" class="button plain" command="close" commandfor={id}>
            Cancel
          </button>
          <button type="submit" class={`button ${kind}`}>
            {confirm}
          </button>
        </footer>
      </form>
    </dialog>
  );
}
