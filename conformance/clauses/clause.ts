import type { Level } from '../../target';

/** One promise of a documentation page or of the published API, in our own words. Its id is a tag of the features. */
export interface Clause {
  /** e.g. `LINK-LIM-1` */
  readonly id: string;
  readonly level: Level;
  /** One sentence. */
  readonly statement: string;
  /** Title of the page it comes from, e.g. `Link Hosts`. */
  readonly page: string;
  /** Heading on that page, with its parents: `Link Hosts > Limitations`. */
  readonly heading: string;
  /** False while no scenario covers it yet; it then keeps a run of its level from being complete. */
  readonly covered: boolean;
}
