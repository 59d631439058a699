import type { Child } from 'hono/jsx';
import type { HostState } from '../domain';
import type { ApiClient } from './api-client';
import type { IconName } from './components/icon';
import type { LocalUiHost } from './host';

/** One request of a person who is logged in. */
export interface Visit {
  readonly api: ApiClient;
  readonly user: User;
  /** What the host is now. For what a page shows or refuses beforehand; changes go through {@link api} only. */
  readonly state: HostState;
  readonly host: LocalUiHost;
  /** What is shown is as new as this; see `Revision`. */
  readonly revision: string;
  /** Of the page's address. */
  readonly query: URLSearchParams;
}

/** `v1User` */
export interface User {
  readonly userName: string;
  readonly disablePasswordUpdate: boolean;
}

/** What is shown of a page: below its heading, and beside it. */
export interface View {
  readonly body: Child;
  /** Buttons in the upper right corner. */
  readonly toolbar?: Child;
  /** One sentence below the heading. */
  readonly lead?: string;
}

/** A page with a place of its own in the Main Menu. */
export interface Page {
  readonly path: `/${string}`;
  /** Its heading, title and entry in the menu. */
  readonly name: string;
  readonly icon: IconName;
  show(visit: Visit): View | Promise<View>;
  /** What can be done on it. */
  readonly actions?: readonly Action[];
  /** Pages below it: same entry in the menu. */
  readonly inner?: readonly Omit<Page, 'icon' | 'inner'>[];
}

/** What became of an action. */
export type ActionResult =
  /** Why it was not carried out: one sentence, shown where the person asked for it. */
  | { readonly refused: string; readonly status?: number }
  | {
      readonly refused?: undefined;
      /** One sentence for the person. */
      readonly done: string;
      /** Path of the page to be shown next; default: the same. */
      readonly go?: string;
      /** Why the host cannot be reached for a while now. */
      readonly away?: string;
      /** Where the Local UI is found from now on. */
      readonly moves?: string;
    };

/** Something that a person can do: where its form is sent to (`POST`). */
export interface Action {
  readonly path: `/${string}`;
  /** The body is handed on as it comes (see `ApiClient.forward`), and `form` is empty. */
  readonly streams?: true;
  act(visit: Visit, form: URLSearchParams): Promise<ActionResult>;
}
