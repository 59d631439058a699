import { Facts } from '../../components/facts';
import { Moment } from '../../components/moment';
import { Section } from '../../components/section';
import type { ClusterAnswer, ConfigurationAnswer, PoolAnswer } from './answers';

interface OverviewProps {
  readonly details: ClusterAnswer;
  readonly configuration: ConfigurationAnswer;
  readonly pools: readonly PoolAnswer[];
}

/** What the cluster was created with. */
export function Overview({ details, configuration, pools }: OverviewProps) {
  const { metadata, spec } = details;
  const tags = Object.entries(metadata.tags ?? {}).map(([tag, { value }]) =>
    typeof value === 'string' ? `${tag}:${value}` : tag,
  );
  const sshKeys = spec.sshKeys.join('\n');
  return (
    <Section id="overview" title="Configuration">
      <Facts
        facts={[
          ['Profile', configuration.spec.archiveUploadPath || 'Built-in'],
          ['Created', <Moment iso={metadata.creationTimestamp} />],
          ['Node pools', pools.map(({ name, hosts }) => `${name} (${hosts.length})`).join(', ')],
          ['Tags', tags.join(', ')],
          ['NTP servers', spec.ntpServers.join(', ')],
          ['Overlay CIDR', spec.overlayCIDR && <span class="mono">{spec.overlayCIDR}</span>],
          ['Cluster ID', <span class="mono">{metadata.id}</span>],
          ['SSH keys', sshKeys && <pre tabindex={0}>{sshKeys}</pre>],
        ]}
      />
    </Section>
  );
}
