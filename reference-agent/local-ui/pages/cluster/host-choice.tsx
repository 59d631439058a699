import { HostName } from '../../components/host-name';
import type { Candidate } from './candidates';

interface HostChoiceProps {
  /** Unique on its page. */
  readonly id: string;
  /** What they are chosen for. */
  readonly legend: string;
  readonly hosts: readonly Candidate[];
  /** They are chosen to begin with. */
  readonly checked?: true;
  /** What is said where there are none. */
  readonly none: string;
}

/** Hosts to choose from: each in use stands there too, and says so. */
export function HostChoice({ id, legend, hosts, checked, none }: HostChoiceProps) {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {hosts.length === 0 && <p class="hint">{none}</p>}
      {hosts.map((host) => (
        <HostCheck id={`${id}-${host.id}`} host={host} checked={checked ?? false} />
      ))}
    </fieldset>
  );
}

interface HostCheckProps {
  readonly id: string;
  readonly host: Candidate;
  readonly checked: boolean;
}

function HostCheck({ id, host, checked }: HostCheckProps) {
  const { name, address, reason, isThisHost } = host;
  return (
    <div class="choice">
      <input
        type="checkbox"
        id={id}
        name="host"
        value={host.id}
        checked={checked}
        disabled={reason !== undefined}
        aria-describedby={reason && `${id}-reason`}
      />
      <label for={id}>
        <HostName name={name} address={address} />
      </label>
      {isThisHost && <span class="tag">This host</span>}
      {reason && (
        <span class="hint" id={`${id}-reason`}>
          {reason}
        </span>
      )}
    </div>
  );
}
