/** Hosts in the states that tests begin with, made by the commands that lead there. */
import type { Decision } from '../decision';
import type { Change, GroupDocument, Member } from '../document';
import type { Facts, Profile } from '../facts';
import { acceptLeader, addMember, joined } from '../joining';
import { type NewGroup, startGeneratingTokens } from '../leadership';
import type { Refusal } from '../refusal';
import { type HostState, type Joining, unlinked } from '../state';

export const credential = { certificatePem: 'certificate', keyPem: 'key' };

export function profile(name: string, change: Partial<Profile> = {}): Profile {
  return {
    id: `edge-${name}`,
    name,
    deploymentMode: 'appliance',
    operatingSystem: { family: 'ubuntu', version: '22.04' },
    multiNode: true,
    managementMode: 'local',
    ...change,
  };
}

export function facts(name: string, change: Partial<Profile> = {}): Facts {
  return { ...profile(name, change), address: '127.0.0.1', apiPort: 5080 };
}

/** What a host generates its first token with. */
export const group: NewGroup = {
  id: 'group-1',
  authority: credential,
  credential,
  fingerprint: 'print of alpha',
  joinId: 'join of alpha',
};
export const fresh = { secret: 'S', group };

export function member(name: string, fingerprint = `print of ${name}`): Omit<Member, 'since'> {
  return { facts: facts(name), peerPort: 5081, joinId: `join of ${fingerprint}`, fingerprint, apiFingerprint: 'api' };
}

export function joining(leader: Facts = facts('alpha')): Joining {
  return {
    groupId: 'group-1',
    joinId: 'join of print of beta',
    authorityPem: 'certificate',
    credential,
    leaders: [{ facts: leader, peerPort: 5081, apiFingerprint: 'api' }],
  };
}

/** The new state. Fails where the command was refused. */
export function ok(decision: Decision): HostState {
  if (decision.refused) throw new Error(`refused: ${decision.refused.message}`);
  return decision.state;
}

/** The code of a refusal; undefined where there was none. */
export function code(decision: Decision | Refusal | undefined): string | undefined {
  if (decision === undefined) return undefined;
  return 'code' in decision ? decision.code : decision.refused?.code;
}

/** What a change makes of a document. Fails where it is refused. */
export function changed(document: GroupDocument, change: Change): GroupDocument {
  const made = change(document);
  if ('refused' in made) throw new Error(`refused: ${made.refused.message}`);
  return made;
}

/** The code with which a change is refused; undefined where it is not. */
export function codeOf(document: GroupDocument, change: Change): string | undefined {
  const made = change(document);
  return 'refused' in made ? made.refused.code : undefined;
}

/** The host after its group changed its document. */
export function after(state: HostState, change: Change): HostState {
  return { ...state, document: changed(state.document, change) };
}

/** Alpha generates tokens. */
export const leading = ok(startGeneratingTokens(unlinked(profile('alpha')), fresh));
/** Alpha leads beta. */
export const withFollower = after(leading, addMember(member('beta')));
/** Beta, asked to confirm. */
export const undecided = ok(acceptLeader(unlinked(profile('beta')), joining()));
/** Beta follows alpha. */
export const following = ok(joined(undecided, joining().joinId, withFollower.document));
