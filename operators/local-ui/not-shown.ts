/** What pages do not tell, so that scenarios about it are skipped here: the whole list. */
import { NotObservable } from '../operator';

export const reasons = {
  bytes: 'The Content page does not show the SHA-256 of what a host has.',
  breakOff: 'A browser cannot be made to break an upload off at a certain byte.',
  events: 'No page of the Local UI shows the lifecycle events of a host.',
  audits: 'No page of the Local UI shows who did what.',
} as const;

export type NotShown = keyof typeof reasons;

export const notShownHere = (what: NotShown): NotObservable => new NotObservable(reasons[what]);
