import { Badge } from '../../components/badge';
import { Facts } from '../../components/facts';
import { Section } from '../../components/section';
import type { EdgeHostAnswer } from './answers';

/** What the host is. */
export function Overview({ host }: { readonly host: EdgeHostAnswer }) {
  const { metadata, spec, status } = host;
  const { os, cpu, memory, archType } = spec.hardwareSpec;
  return (
    <Section id="overview" title="Overview">
      <Facts
        facts={[
          ['Name', metadata.name],
          ['Host ID', <span class="mono">{metadata.id}</span>],
          ['State', <Badge word={spec.hostInfo.hostState} />],
          ['IP address', <span class="mono">{spec.networkInfo.find((nic) => nic.isDefault)?.ip ?? ''}</span>],
          ['Deployment mode', spec.hostInfo.hostType],
          ['Management mode', spec.managementMode],
          ['Operating system', `${os.family} ${os.version}`],
          ['Kernel', os.kernelVersion],
          ['Hardware', `${cpu.cores} cores, ${(memory.sizeInMB / 1024).toFixed(1)} GiB of memory, ${archType}`],
          ['Agent version', status.agentVersion],
        ]}
      />
    </Section>
  );
}
