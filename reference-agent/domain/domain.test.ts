import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mayChangeAddress, type Profile, removeMember, retiredMemberLeft, startGeneratingTokens, unlinked } from '.';
import { stopGeneratingTokens } from './leadership';
import { after, code, following, fresh, leading, ok, profile, undecided, withFollower } from './testing/hosts';

describe('generating tokens', () => {
  test('a host that starts leads a group of one, with an authority', () => {
    const { document } = leading;
    assert.equal(document.id, 'group-1');
    assert.deepEqual(document.leaders, ['edge-alpha']);
    assert.deepEqual(
      document.members.map(({ fingerprint }) => fingerprint),
      ['print of alpha'],
    );
    assert.equal(document.authority?.keyPem, 'key');
  });

  test('a host that leads keeps its secret when it is asked again', () => {
    assert.equal(ok(startGeneratingTokens(leading, { ...fresh, secret: 'other' })).tokens?.secret, 'S');
  });

  test('a host without multi-node, or managed centrally, does not start', () => {
    const start = (change: Partial<Profile>) => code(startGeneratingTokens(unlinked(profile('alpha', change)), fresh));
    assert.equal(start({ multiNode: false }), 'MULTI_NODE_DISABLED');
    assert.equal(start({ managementMode: 'central' }), 'NOT_LOCALLY_MANAGED');
  });

  test('a follower does not start, nor a host whose join is undecided', () => {
    assert.equal(code(startGeneratingTokens(following, fresh)), 'FOLLOWS');
    assert.equal(code(startGeneratingTokens(undecided, fresh)), 'FOLLOWS');
  });

  test('stopping needs a host that generates tokens and has no followers', () => {
    assert.equal(code(stopGeneratingTokens(unlinked(profile('alpha')))), 'NOT_GENERATING_TOKENS');
    assert.equal(code(stopGeneratingTokens(following)), 'NOT_GENERATING_TOKENS');
    assert.equal(code(stopGeneratingTokens(withFollower)), 'HAS_FOLLOWERS');
    const stopped = ok(stopGeneratingTokens(leading));
    assert.equal(stopped.tokens, undefined);
    assert.equal(stopped.credential, undefined);
    assert.equal(stopped.document.authority, undefined);
    assert.equal(stopped.document.id, 'edge-alpha');
    assert.deepEqual(stopped.retired, []);
  });

  test('a group with hosts that have not been told is kept until they are', () => {
    const stopped = ok(stopGeneratingTokens(after(withFollower, removeMember('edge-beta'))));
    assert.deepEqual(
      stopped.retired.map(({ id, departed }) => [id, departed]),
      [['group-1', [{ hostId: 'edge-beta', fingerprint: 'print of beta' }]]],
    );
    assert.equal(ok(retiredMemberLeft(stopped, 'group-1', 'another print')), stopped);
    assert.equal(ok(retiredMemberLeft(stopped, 'group-2', 'print of beta')), stopped);
    assert.deepEqual(ok(retiredMemberLeft(stopped, 'group-1', 'print of beta')).retired, []);
  });
});

test('only the address of an unlinked host may change', () => {
  assert.equal(mayChangeAddress(unlinked(profile('alpha'))), undefined);
  assert.equal(mayChangeAddress(leading), undefined);
  for (const state of [withFollower, following, undecided]) {
    assert.equal(code(mayChangeAddress(state)), 'ADDRESS_IN_USE_BY_LINK');
  }
});
