import { Facts } from '../../../components/facts';
import { HostName } from '../../../components/host-name';
import type { Visit } from '../../../page';
import { candidateOf } from '../candidates';
import type { Draft } from './draft';

interface ReviewProps {
  readonly visit: Visit;
  readonly draft: Draft;
}

/** Everything that was filled in. */
export function Review({ visit, draft }: ReviewProps) {
  const hosts = (ids: readonly string[]) =>
    ids.map((id) => (
      <li>
        <HostName {...candidateOf(visit, id)} />
      </li>
    ));
  return (
    <Facts
      facts={[
        ['Cluster name', draft.name],
        ['Tags', draft.tags],
        ['Profile', draft.profile || 'Built-in'],
        ['Virtual IP address', draft.virtualIp && <span class="mono">{draft.virtualIp}</span>],
        ['NTP servers', draft.ntpServers],
        ['Overlay CIDR', draft.overlayCidr && <span class="mono">{draft.overlayCidr}</span>],
        ['SSH keys', draft.sshKeys && <pre tabindex={0}>{draft.sshKeys}</pre>],
        ...draft.pools.map(
          ({ name, isControlPlane, hostIds }) =>
            [`${name}${isControlPlane ? ' (control plane)' : ''}`, <ul class="listed">{hosts(hostIds)}</ul>] as const,
        ),
      ]}
    />
  );
}
