/** Edge Host: what this host is, where it is found, and how it reaches the world. */
import { Badge } from '../../components/badge';
import { Facts } from '../../components/facts';
import { Section } from '../../components/section';
import type { Page } from '../../page';
import type { EdgeHostAnswer } from './answers';

const current = '/v1/edge-mgmt/edgehosts/current';

export const edgeHost: Page = {
  path: '/',
  name: 'Edge Host',
  icon: 'host',
  async show({ api }) {
    const host = (await api.get<EdgeHostAnswer>(current)) as EdgeHostAnswer;
    return { body: <Overview host={host} /> };
  },
};

function Overview({ host }: { readonly host: EdgeHostAnswer }) {
  const { metadata, spec } = host;
  const { family, version } = spec.hardwareSpec.os;
  return (
    <Section id="overview" title="Overview">
      <Facts
        facts={[
          ['Name', metadata.name],
          ['Host ID', <span class="mono">{metadata.id}</span>],
          ['State', <Badge word={spec.hostInfo.hostState} />],
          ['IP address', <span class="mono">{spec.networkInfo.find((nic) => nic.isDefault)?.ip ?? ''}</span>],
          ['Deployment mode', spec.hostInfo.hostType],
          ['Operating system', `${family} ${version}`],
          ['Management mode', spec.managementMode],
        ]}
      />
    </Section>
  );
}
