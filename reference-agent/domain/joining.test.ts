import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  acceptLeader,
  addMember,
  admit,
  forgetJoin,
  joined,
  mayLink,
  type Profile,
  removeMember,
  startGeneratingTokens,
  unlinked,
} from '.';
import * as hosts from './testing/hosts';
import { after, code, codeOf, facts, following, fresh, joining, leading, ok, profile } from './testing/hosts';

const { member, undecided, withFollower } = hosts;

describe('joining', () => {
  test('a linked host, an undecided one and one that generates tokens enter no token', () => {
    assert.equal(mayLink(unlinked(profile('beta'))), undefined);
    assert.equal(code(mayLink(following)), 'ALREADY_LINKED');
    assert.equal(code(mayLink(withFollower)), 'ALREADY_LINKED');
    assert.equal(code(mayLink(undecided)), 'ALREADY_LINKED');
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
    const agentLeader = ok(startGeneratingTokens(unlinked(profile('alpha', agent)), fresh));
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

  test('a host that joins anew replaces its former membership, and is no longer one that left', () => {
    const left = after(withFollower, removeMember('edge-beta'));
    for (const before of [withFollower, left]) {
      const { document } = after(before, addMember(member('beta', 'new print')));
      assert.deepEqual(
        document.members.map(({ fingerprint, since }) => [fingerprint, since]),
        [
          ['print of alpha', leading.document.version],
          ['new print', before.document.version + 1],
        ],
      );
      assert.deepEqual(document.departed, []);
    }
  });

  test('the same join twice changes nothing, and a leader is not made a follower', () => {
    const { document } = withFollower;
    assert.equal(addMember(member('beta'))(document), document);
    assert.equal(codeOf(document, addMember(member('alpha', 'new print'))), 'ALREADY_LINKED');
  });

  test('a join that the leader does not confirm leaves nothing', () => {
    assert.deepEqual(ok(forgetJoin(undecided, joining().joinId)), unlinked(profile('beta')));
  });

  test('word of an earlier join decides nothing', () => {
    assert.equal(ok(joined(undecided, 'an earlier join', withFollower.document)), undecided);
    assert.equal(ok(forgetJoin(undecided, 'an earlier join')), undecided);
  });

  test('a host does not follow one of its own id, nor an offer without a leader', () => {
    assert.equal(code(acceptLeader(unlinked(profile('beta')), joining(facts('beta')))), 'OWN_TOKEN');
    assert.equal(code(acceptLeader(unlinked(profile('beta')), { ...joining(), leaders: [] })), 'LEADER_ANSWER');
  });

  test('a follower does not get the key of its group, and keeps its own content for later', () => {
    assert.equal(following.document.authority?.certificatePem, 'certificate');
    assert.equal(following.document.authority?.keyPem, undefined);
    const own = { name: 'own', sha256: 'ab', bytes: 1, uploadedAt: '', uploadedTo: 'edge-beta' };
    const before = { ...undecided, document: { ...undecided.document, contents: [own] } };
    const after = ok(joined(before, joining().joinId, withFollower.document));
    assert.deepEqual([after.document.contents, after.ownContents], [[], [own]]);
  });
});
