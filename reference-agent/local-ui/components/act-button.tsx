import { Button, type ButtonProps } from './button';

/** A button that does something at once: a form of its own. */
export function ActButton({ action, ...button }: Omit<ButtonProps, 'opens'> & { readonly action: string }) {
  return (
    <form method="post" action={action} class="act">
      <Button {...button} />
    </form>
  );
}
