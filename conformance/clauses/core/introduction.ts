import { section } from '../section';

export const introduction = section('core', 'Link Hosts', 'Introduction', [
  ['INTRO-1', 'Unlinked hosts on one network do not know of each other: no peers.'],
  ['INTRO-2', 'Unlinked hosts hold no credentials for each other: what authenticates on one is refused by another.'],
  ['INTRO-3', 'In a group, what one host announces reaches all its peers.'],
]);
