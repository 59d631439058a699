import { isLinked, leads } from '../../../domain';
import { ActButton } from '../../components/act-button';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import type { Visit } from '../../page';
import { mayGenerate, mayJoin, mayLeave } from './reasons';

/** What is done with this host as a whole. */
export function Toolbar({ visit }: { readonly visit: Visit }) {
  const { state } = visit;
  const follows = isLinked(state) && (!leads(state) || state.joining !== undefined);
  return (
    <>
      {!state.tokens && (
        <ActButton
          id="generate"
          action="/linked-edge-hosts/generate-token"
          kind="primary"
          icon="add"
          reason={mayGenerate(visit)}
        >
          Generate token
        </ActButton>
      )}
      <Button id="join" icon="links" opens="link" reason={mayJoin(visit)}>
        Link this device to another
      </Button>
      {follows && (
        <Button id="leave" kind="danger" opens="unlink" reason={mayLeave(visit)}>
          Unlink
        </Button>
      )}
      <LinkDialog />
      {follows && <UnlinkThis visit={visit} />}
    </>
  );
}

function LinkDialog() {
  return (
    <Dialog id="link" title="Link this device to another" action="/linked-edge-hosts/link">
      <p>This host becomes a follower of the host whose token you enter. A token is good for two minutes.</p>
      <Field
        id="link-token"
        name="token"
        label="Token"
        lines={5}
        mono
        autofocus
        hint="On the leader: Linked Edge Hosts, Generate token, Copy."
      />
    </Dialog>
  );
}

function UnlinkThis({ visit }: { readonly visit: Visit }) {
  const { name, id } = visit.state.profile;
  return (
    <Dialog id="unlink" title="Unlink this host?" action="/linked-edge-hosts/unlink" kind="danger">
      <input type="hidden" name="host" value={id} />
      <p>
        <strong>{name}</strong> leaves its group. Content that it received stays on it; it can be linked again with a
        token.
      </p>
    </Dialog>
  );
}
