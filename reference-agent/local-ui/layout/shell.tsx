import type { Page, View, Visit } from '../page';
import { Banner } from './banner';
import { Document } from './document';
import { MainMenu } from './main-menu';

interface ShellProps {
  readonly visit: Visit;
  /** Its entry in the Main Menu is the current one. */
  readonly page: Page;
  /** What is shown: that page, or one below it. */
  readonly name: string;
  readonly view: View;
  /** Why something was refused, where no script says it in place. */
  readonly failed?: string;
}

/** A page for somebody who is logged in: banner, Main Menu, and the page itself. */
export function Shell({ visit, page, name, view, failed }: ShellProps) {
  const { profile } = visit.state;
  return (
    <Document title={`${name} · ${profile.name} · Local UI`} class="inside">
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <Banner visit={visit} />
      <MainMenu current={page} />
      <main id="main" tabindex={-1} data-revision={visit.revision}>
        <div class="page-head">
          <div>
            <h1>{name}</h1>
            {view.lead && <p class="lead">{view.lead}</p>}
          </div>
          {view.toolbar && <div class="toolbar">{view.toolbar}</div>}
        </div>
        <p id="said" class="said" role="status" data-keeps />
        <p id="failed" class="alert" role="alert" data-keeps>
          {failed}
        </p>
        {view.body}
      </main>
      <p id="away" class="away" role="status" data-keeps />
    </Document>
  );
}
