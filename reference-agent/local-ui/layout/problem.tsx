import type { LocalUiHost } from '../host';
import { Document } from './document';
import { Mark } from './mark';

interface ProblemProps {
  readonly host: LocalUiHost;
  readonly title: string;
  /** One sentence. */
  readonly message: string;
}

/** What is shown in place of a page that is none or failed. */
export function Problem({ host, title, message }: ProblemProps) {
  return (
    <Document title={`${title} · ${host.context.host.state.profile.name} · Local UI`} class="outside">
      <main class="card login" id="main">
        <Mark />
        <h1>{title}</h1>
        <p>{message}</p>
        <a class="button primary wide" href="/">
          Go to the Edge Host page
        </a>
      </main>
    </Document>
  );
}
