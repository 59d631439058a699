import type { Refusal } from './refusal';
import type { HostState } from './state';

/** The new state, or a refusal. */
export type Decision =
  | { readonly refused?: undefined; readonly state: HostState }
  | { readonly refused: Refusal; readonly state?: undefined };

export function become(state: HostState): { readonly state: HostState } {
  return { state };
}
