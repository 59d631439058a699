import type { Child } from 'hono/jsx';
import { assetUrl } from '../assets';

interface DocumentProps {
  readonly title: string;
  readonly children: Child;
  readonly class?: string;
}

/** What every page of the Local UI is inside of. */
export function Document({ title, children, class: className }: DocumentProps) {
  return (
    <html lang="en" class={className}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href={assetUrl('favicon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl('local-ui.css')} />
        <script type="module" src={assetUrl('local-ui.js')} />
      </head>
      <body>{children}</body>
    </html>
  );
}
