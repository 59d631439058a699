import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  acceptLeader,
  admit,
  confirmJoin,
  type Decision,
  type Facts,
  farewellDelivered,
  forgetJoin,
  groupGone,
  type HostState,
  type Joining,
  joined,
  type LedGroup,
  leave,
  type Member,
  mayChangeAddress,
  mayLink,
  memberLeft,
  type Profile,
  removedByLeader,
  removeFollower,
  startGeneratingTokens,
  stopGeneratingTokens,
  unlinked,
} from '.';

const credential = { certificatePem: 'certificate', keyPem: 'key' };

function profile(name: string, change: Partial<Profile> = {}): Profile {
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

function facts(name: string, change: Partial<Profile> = {}): Facts {
  return { ...profile(name, change), address: '127.0.0.1', apiPort: 5080, state: 'Ready', nodeRole: 'unknown' };
}

const group: LedGroup = { id: 'group-1', authority: credential, credential, members: [], departed: [] };

function member(name: string, fingerprint = `print of ${name}`): Member {
  return { facts: facts(name), joinId: `join of ${name}`, fingerprint };
}

function joining(leader: Facts = facts('alpha')): Joining {
  return {
    groupId: 'group-1',
    joinId: 'join',
    authorityPem: 'ca',
    credential,
    leader,
    leaderPeerPort: 5081,
    leaderFingerprint: 'print of the leader',
  };
}

function ok(decision: Decision): HostState {
  assert.equal(decision.refused, undefined);
  return decision.state as HostState;
}

function code(decision: { refused?: { code: string } | undefined } | { code: string } | undefined): string | undefined {
  return decision && ('code' in decision ? decision.code : decision.refused?.code);
}

const leading = ok(startGeneratingTokens(unlinked(profile('alpha')), { secret: 'S', group }));
const withFollower = ok(confirmJoin(leading, member('beta')));
const following = ok(joined(ok(acceptLeader(unlinked(profile('beta')), joining())), 'join'));

describe('generating tokens', () => {
  test('a host that leads keeps its secret when it is asked again', () => {
    assert.equal(ok(startGeneratingTokens(leading, { secret: 'other', group })).tokens?.secret, 'S');
  });
  test('a host without multi-node, or managed centrally, does not start', () => {
    const start = (change: Partial<Profile>) =>
      code(startGeneratingTokens(unlinked(profile('alpha', change)), { secret: 'S', group }));
    assert.equal(start({ multiNode: false }), 'MULTI_NODE_DISABLED');
    assert.equal(start({ managementMode: 'central' }), 'NOT_LOCALLY_MANAGED');
  });
  test('a follower does not start, nor a host whose join is undecided', () => {
    assert.equal(code(startGeneratingTokens(following, { secret: 'S', group })), 'FOLLOWS');
    const undecided = ok(acceptLeader(unlinked(profile('beta')), joining()));
    assert.equal(code(startGeneratingTokens(undecided, { secret: 'S', group })), 'FOLLOWS');
  });
  test('stopping needs a host that generates tokens and has no followers', () => {
    assert.equal(code(stopGeneratingTokens(unlinked(profile('alpha')))), 'NOT_GENERATING_TOKENS');
    assert.equal(code(stopGeneratingTokens(withFollower)), 'HAS_FOLLOWERS');
    const stopped = ok(stopGeneratingTokens(leading));
    assert.equal(stopped.tokens, undefined);
    assert.equal(stopped.leads, undefined);
    assert.deepEqual(stopped.retired, []);
  });
  test('a group with hosts that have not been told is kept until they are', () => {
    const stopped = ok(stopGeneratingTokens(ok(removeFollower(withFollower, 'edge-beta'))));
    assert.equal(stopped.retired.length, 1);
    assert.deepEqual(ok(memberLeft(stopped, 'group-1', 'print of beta')).retired, []);
  });
});

describe('joining', () => {
  test('a linked host, an undecided one and one that generates tokens enter no token', () => {
    assert.equal(mayLink(unlinked(profile('beta'))), undefined);
    assert.equal(code(mayLink(following)), 'ALREADY_LINKED');
    assert.equal(code(mayLink(withFollower)), 'ALREADY_LINKED');
    assert.equal(code(mayLink(ok(acceptLeader(unlinked(profile('beta')), joining())))), 'ALREADY_LINKED');
    assert.equal(code(mayLink(leading)), 'GENERATES_TOKENS');
  });
  test('both sides look at the prerequisites of both', () => {
    const wrong: [Partial<Profile>, string][] = [
      [{ multiNode: false }, 'MULTI_NODE_DISABLED'],
      [{ managementMode: 'central' }, 'NOT_LOCALLY_MANAGED'],
      [{ deploymentMode: 'agent' }, 'DEPLOYMENT_MODE_DIFFERS'],
    ];
    for (const [change, expected] of wrong) {
      assert.equal(code(admit(leading, facts('beta', change), true)), expected);
      assert.equal(code(acceptLeader(unlinked(profile('beta')), joining(facts('alpha', change)))), expected);
    }
  });
  test('operating systems matter in agent mode only', () => {
    const agent = { deploymentMode: 'agent' } as const;
    const rhel = { operatingSystem: { family: 'rhel', version: '9.4' } };
    const agentLeader = ok(startGeneratingTokens(unlinked(profile('alpha', agent)), { secret: 'S', group }));
    assert.equal(code(admit(agentLeader, facts('beta', { ...agent, ...rhel }), true)), 'OPERATING_SYSTEM_DIFFERS');
    assert.equal(admit(agentLeader, facts('beta', agent), true), undefined);
    assert.equal(admit(leading, facts('beta', rhel), true), undefined);
    const newer = { ...agent, operatingSystem: { family: 'ubuntu', version: '24.04' } };
    assert.equal(code(admit(agentLeader, facts('beta', newer), true)), 'OPERATING_SYSTEM_DIFFERS');
  });
  test('a wrong password, a host that stopped, and the own token are refused', () => {
    assert.equal(code(admit(leading, facts('beta'), false)), 'PASSWORD_WRONG');
    assert.equal(code(admit(unlinked(profile('alpha')), facts('beta'), true)), 'PASSWORD_WRONG');
    assert.equal(code(admit(leading, facts('alpha'), true)), 'OWN_TOKEN');
  });
  test('a host that joins anew replaces its former membership', () => {
    const again = ok(confirmJoin(withFollower, member('beta', 'new print')));
    assert.deepEqual(
      again.leads?.members.map((known) => known.fingerprint),
      ['new print'],
    );
  });
  test('a leader that stopped in between confirms nothing', () => {
    assert.equal(code(confirmJoin(ok(stopGeneratingTokens(leading)), member('beta'))), 'JOIN_UNKNOWN');
  });
  test('a join that the leader does not confirm leaves nothing', () => {
    const before = unlinked(profile('beta'));
    assert.deepEqual(ok(forgetJoin(ok(acceptLeader(before, joining())), 'join')), before);
  });
  test('word of an earlier join decides nothing', () => {
    const waiting = ok(acceptLeader(unlinked(profile('beta')), joining()));
    assert.equal(ok(joined(waiting, 'an earlier join')), waiting);
    assert.equal(ok(forgetJoin(waiting, 'an earlier join')), waiting);
  });
  test('a host does not follow one of its own id', () => {
    assert.equal(code(acceptLeader(unlinked(profile('beta')), joining(facts('beta')))), 'OWN_TOKEN');
  });
});

describe('unlinking', () => {
  test('a leader unlinks followers, never itself or strangers', () => {
    assert.deepEqual(ok(removeFollower(withFollower, 'edge-beta')).leads?.members, []);
    assert.equal(code(removeFollower(withFollower, 'edge-alpha')), 'LEADER_CANNOT_BE_UNLINKED');
    assert.equal(code(removeFollower(withFollower, 'edge-gamma')), 'PEER_UNKNOWN');
  });
  test('a follower leaves by its own id or by that of its leader, and keeps word for the leader', () => {
    for (const id of ['edge-beta', 'edge-alpha']) {
      const left = ok(leave(following, id));
      assert.equal(left.follows, undefined);
      assert.equal(left.farewells.length, 1);
      assert.deepEqual(ok(farewellDelivered(left, 'join')), unlinked(profile('beta')));
    }
    assert.equal(code(leave(following, 'edge-gamma')), 'PEER_UNKNOWN');
    assert.equal(code(leave(unlinked(profile('beta')), 'edge-beta')), 'NOT_LINKED');
  });
  test('word of an earlier membership changes nothing', () => {
    assert.equal(ok(memberLeft(withFollower, 'group-1', 'old print')).leads?.members.length, 1);
    assert.equal(ok(memberLeft(withFollower, 'group-2', 'print of beta')).leads?.members.length, 1);
    assert.equal(ok(removedByLeader(following, 'old join')), following);
    assert.equal(ok(groupGone(following, 'old join')), following);
  });
  test('a follower that was unlinked lets its leader know that it heard; one whose group is gone has nobody to tell', () => {
    const unlinkedByLeader = ok(removedByLeader(following, 'join'));
    assert.equal(unlinkedByLeader.follows, undefined);
    assert.deepEqual(unlinkedByLeader.farewells, [joining()]);
    assert.deepEqual(ok(groupGone(following, 'join')), unlinked(profile('beta')));
  });
});

test('only the address of an unlinked host may change', () => {
  assert.equal(mayChangeAddress(unlinked(profile('alpha'))), undefined);
  assert.equal(mayChangeAddress(leading), undefined);
  assert.equal(code(mayChangeAddress(withFollower)), 'ADDRESS_IN_USE_BY_LINK');
  assert.equal(code(mayChangeAddress(following)), 'ADDRESS_IN_USE_BY_LINK');
});
