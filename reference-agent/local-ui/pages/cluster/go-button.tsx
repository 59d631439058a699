import { Button, type ButtonProps } from '../../components/button';

/** A button that leads to another page. */
export function GoButton({ to, ...button }: Omit<ButtonProps, 'opens'> & { readonly to: string }) {
  return (
    <form method="get" action={to} class="act">
      <Button {...button} />
    </form>
  );
}
