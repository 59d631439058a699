/** The pages, in the order of the Main Menu. The first one is where a login leads to. */
import type { Page } from '../page';
import { cluster } from './cluster';
import { content } from './content';
import { edgeHost } from './edge-host';
import { linkedEdgeHosts } from './linked-edge-hosts';
import { settings } from './settings';

export const pages: readonly [Page, ...Page[]] = [edgeHost, linkedEdgeHosts, content, cluster, settings];
