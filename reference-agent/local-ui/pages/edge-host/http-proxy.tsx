import { mayLead } from '../../../domain';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Facts } from '../../components/facts';
import { Field } from '../../components/field';
import { Section } from '../../components/section';
import type { Visit } from '../../page';
import type { ConfigurationAnswer, ConfigurationStatusAnswer } from './answers';

interface ProxyProps {
  readonly visit: Visit;
  readonly configuration: ConfigurationAnswer;
  readonly status: ConfigurationStatusAnswer;
}

/** How the host, and every host of its group, reaches the world. */
export function HttpProxy({ visit, configuration, status }: ProxyProps) {
  const certificates = configuration.caCerts.map((pem) => pem.trim()).join('\n');
  const edit = (
    <Button id="edit-proxy" icon="edit" opens="proxy-dialog" reason={mayLead(visit.state)?.message}>
      Edit<span class="heard"> HTTP Proxy</span>
    </Button>
  );
  return (
    <Section id="proxy" title="HTTP Proxy" toolbar={edit}>
      <Facts
        facts={[
          ['HTTP proxy', configuration.httpProxy],
          ['HTTPS proxy', configuration.httpsProxy],
          ['No proxy', configuration.noProxy],
          ['Configuration status', <Status status={status} />],
          ['CA certificates', certificates && <pre tabindex={0}>{certificates}</pre>],
        ]}
      />
      <ProxyDialog configuration={configuration} certificates={certificates} />
    </Section>
  );
}

function Status({ status }: { readonly status: ConfigurationStatusAnswer }) {
  return (
    <>
      <Badge word={status.state} />
      {status.errorMessage !== '' && <p class="hint">{status.errorMessage}</p>}
    </>
  );
}

interface ProxyDialogProps {
  readonly configuration: ConfigurationAnswer;
  readonly certificates: string;
}

function ProxyDialog({ configuration, certificates }: ProxyDialogProps) {
  const { httpProxy, httpsProxy, noProxy } = configuration;
  return (
    <Dialog id="proxy-dialog" title="Edit HTTP proxy" action="/proxy">
      <p>A change is one of all linked hosts. It is kept by a factory reset.</p>
      <Field
        id="http-proxy"
        name="httpProxy"
        label="HTTP proxy"
        value={httpProxy}
        mono
        hint="For example http://proxy.example:3128"
      />
      <Field id="https-proxy" name="httpsProxy" label="HTTPS proxy" value={httpsProxy} mono />
      <Field
        id="no-proxy"
        name="noProxy"
        label="No proxy"
        value={noProxy}
        mono
        hint="Addresses and domains, separated by commas"
      />
      <Field
        id="ca-certificates"
        name="caCerts"
        label="CA certificates"
        value={certificates}
        lines={6}
        mono
        hint="PEM, one after the other"
      />
    </Dialog>
  );
}
