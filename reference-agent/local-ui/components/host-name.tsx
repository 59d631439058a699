import { type HostState, memberOf } from '../../domain';

interface HostNameProps {
  readonly state: HostState;
  /** Of a host of the group, or of one that left it. */
  readonly id: string;
}

/** What a host is called, and where it is found; its id where neither is known any more. */
export function HostName({ state, id }: HostNameProps) {
  const facts = memberOf(state.document, id)?.facts;
  if (!facts) return <span class="mono">{id}</span>;
  return (
    <>
      {facts.name} <span class="address">({facts.address})</span>
    </>
  );
}
