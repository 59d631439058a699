import { Choice } from '../../../components/choice';
import { Field } from '../../../components/field';
import type { Visit } from '../../../page';
import type { Draft } from './draft';
import { NodeConfig } from './node-config';
import { Review } from './review';
import { stepForm } from './step-form';
import type { Step } from './steps';

interface StepFieldsProps {
  readonly visit: Visit;
  readonly step: Step;
  readonly draft: Draft;
  /** Names of bundles. */
  readonly profiles: readonly string[];
}

/** What is filled in at a step. */
export function StepFields({ visit, step, draft, profiles }: StepFieldsProps) {
  if (step.id === 'profile') return <Profile draft={draft} profiles={profiles} />;
  if (step.id === 'config') return <Config draft={draft} />;
  if (step.id === 'nodes') return <NodeConfig visit={visit} draft={draft} />;
  if (step.id === 'review') return <Review visit={visit} draft={draft} />;
  return <Basic draft={draft} />;
}

function Basic({ draft }: { readonly draft: Draft }) {
  return (
    <div class="narrow">
      <Field
        id="name"
        name="name"
        label="Cluster name"
        value={draft.name}
        form={stepForm}
        autofocus
        hint="Letters, digits, dots and dashes, at most 63. It cannot be changed later."
      />
      <Field
        id="tags"
        name="tags"
        label="Tags"
        value={draft.tags}
        form={stepForm}
        hint="Optional. Separated by commas, for example site:north, test"
      />
    </div>
  );
}

function Profile({ draft, profiles }: Pick<StepFieldsProps, 'draft' | 'profiles'>) {
  const names = new Set([...profiles, draft.profile].filter((name) => name !== ''));
  return (
    <div class="narrow">
      <Choice
        id="profile"
        name="profile"
        label="Profile"
        value={draft.profile}
        form={stepForm}
        options={[['', 'Built-in'], ...[...names].map((name) => [name, name] as const)]}
        hint="What the cluster is made of: what came with the host, or a bundle that was uploaded."
      />
    </div>
  );
}

function Config({ draft }: { readonly draft: Draft }) {
  return (
    <div class="narrow">
      <Field
        id="virtual-ip"
        name="virtualIp"
        label="Virtual IP address"
        value={draft.virtualIp}
        form={stepForm}
        mono
        autofocus
        hint="A free address of the hosts’ network, at which the control plane is found. Needed for two nodes or more."
      />
      <Field
        id="ntp-servers"
        name="ntpServers"
        label="NTP servers"
        value={draft.ntpServers}
        form={stepForm}
        mono
        hint="Optional. Separated by commas"
      />
      <Field
        id="ssh-keys"
        name="sshKeys"
        label="SSH keys"
        value={draft.sshKeys}
        form={stepForm}
        lines={4}
        mono
        hint="Optional. Public keys, one a line"
      />
      <Field
        id="overlay-cidr"
        name="overlayCidr"
        label="Overlay CIDR"
        value={draft.overlayCidr}
        form={stepForm}
        mono
        hint="Optional. With it the nodes have a network of their own, for example 192.168.0.0/24"
      />
    </div>
  );
}
