/** What became of a host and of its cluster, in order, for those who watch it live. */
export { expectedOrder } from './kinds';
export { LifecycleLog } from './lifecycle-log';
export { eventJournal, type LifecycleEvent, type Observation } from './observation';
