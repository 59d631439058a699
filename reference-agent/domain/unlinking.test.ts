import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  addMember,
  farewellDelivered,
  groupGone,
  leave,
  memberLeft,
  removedByLeader,
  removeMember,
  reset,
  unlinked,
} from '.';
import * as hosts from './testing/hosts';
import { after, code, codeOf, following, joining, ok, profile, undecided, withFollower } from './testing/hosts';

const { member } = hosts;
/** Beta as it was before it was linked; how often its own document changed does not matter. */
const before = unlinked(profile('beta'));
const without = (state: typeof before) => ({ ...state, document: { ...state.document, version: 1 } });
const settled = ({ document }: typeof before) => document.members.map(({ facts, fingerprint }) => [facts, fingerprint]);

describe('unlinking', () => {
  test('a leader unlinks followers, never itself or strangers', () => {
    const { document } = after(withFollower, removeMember('edge-beta'));
    assert.deepEqual(
      document.members.map(({ facts }) => facts.id),
      ['edge-alpha'],
    );
    assert.deepEqual(document.departed, [{ hostId: 'edge-beta', fingerprint: 'print of beta' }]);
    assert.equal(codeOf(withFollower.document, removeMember('edge-alpha')), 'LEADER_CANNOT_BE_UNLINKED');
    assert.equal(codeOf(withFollower.document, removeMember('edge-gamma')), 'PEER_UNKNOWN');
  });

  test('a follower leaves by its own id or by that of its leader, and keeps word for the leader', () => {
    for (const id of ['edge-beta', 'edge-alpha']) {
      const left = ok(leave(following, id));
      assert.equal(left.document.id, 'edge-beta');
      assert.deepEqual(left.document.leaders, ['edge-beta']);
      assert.equal(left.credential, undefined);
      assert.deepEqual(
        left.farewells.map(({ joinId, groupId, leaders }) => [joinId, groupId, leaders.map(({ facts }) => facts.id)]),
        [[joining().joinId, 'group-1', ['edge-alpha']]],
      );
      const told = ok(farewellDelivered(left, joining().joinId));
      assert.deepEqual({ ...without(told), document: before.document }, before);
      assert.deepEqual(settled(told), settled(before));
    }
    assert.equal(code(leave(following, 'edge-gamma')), 'PEER_UNKNOWN');
    assert.equal(code(leave(before, 'edge-beta')), 'NOT_LINKED');
  });

  test('a host whose join is undecided leaves it, and lets the leader know', () => {
    const left = ok(leave(undecided, 'edge-beta'));
    assert.equal(left.joining, undefined);
    assert.deepEqual(left.farewells, [joining()]);
    assert.equal(left.document, undecided.document);
  });

  test('word of an earlier membership changes nothing', () => {
    const { document } = withFollower;
    assert.equal(memberLeft('old print')(document), document);
    assert.equal(memberLeft('')(document), document);
    assert.equal(ok(removedByLeader(following, 'old join')), following);
    assert.equal(ok(groupGone(following, 'old join')), following);
  });

  test('word that a host left is kept until it knows', () => {
    const { document } = after(withFollower, removeMember('edge-beta'));
    assert.deepEqual(hosts.changed(document, memberLeft('print of beta')).departed, []);
    const left = hosts.changed(withFollower.document, memberLeft('print of beta'));
    assert.deepEqual([left.members.length, left.departed], [1, []]);
  });

  test('a follower that was unlinked lets its leader know that it heard; one whose group is gone has nobody to tell', () => {
    const unlinkedByLeader = ok(removedByLeader(following, joining().joinId));
    assert.equal(unlinkedByLeader.document.id, 'edge-beta');
    assert.equal(unlinkedByLeader.farewells.length, 1);
    const gone = ok(groupGone(following, joining().joinId));
    assert.deepEqual({ ...without(gone), document: before.document }, before);
  });
});

describe('a reset', () => {
  test('of a follower says farewell; that of a leader unlinks its followers', () => {
    const follower = reset(following);
    assert.equal(follower.farewells.length, 1);
    assert.deepEqual(follower.retired, []);
    const leader = reset(withFollower);
    assert.deepEqual([leader.tokens, leader.document.id, leader.farewells], [undefined, 'edge-alpha', []]);
    assert.deepEqual(
      leader.retired.map(({ departed }) => departed),
      [[{ hostId: 'edge-beta', fingerprint: 'print of beta' }]],
    );
  });

  test('of a follower leaves it to the leaders to tell others that they were unlinked', () => {
    const both = after(withFollower, addMember(member('gamma')));
    const { document } = after(both, removeMember('edge-gamma'));
    assert.deepEqual(reset({ ...following, document }).retired, []);
  });
});
