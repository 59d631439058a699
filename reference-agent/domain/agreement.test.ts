import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  accept,
  type Ballot,
  decideAlone,
  type GroupDocument,
  type HostState,
  isAtLeast,
  learn,
  majorityOf,
  maySpeak,
  next,
  prepare,
  refuse,
  shownTo,
  toFinish,
  type Vote,
} from '.';
import { following, leading, withFollower } from './testing/hosts';

const { version } = withFollower.document;
const ballot = (round: number, hostId = 'edge-alpha'): Ballot => ({ round, hostId });
/** A document of the next version, known by its content's name. */
function proposal(name: string, from: GroupDocument = withFollower.document): GroupDocument {
  return next(from, { contents: [{ name, sha256: '', bytes: 0, uploadedAt: '', uploadedTo: '' }] });
}
const prepared = (state: HostState, at: Ballot) => prepare(state, version + 1, at);
const accepted = (state: HostState, at: Ballot, document = proposal('one')) =>
  accept(state, version + 1, { ballot: at, document });

describe('ballots', () => {
  test('are ordered by round, then by host', () => {
    assert.equal(isAtLeast(ballot(2, 'a'), ballot(1, 'b')), true);
    assert.equal(isAtLeast(ballot(1, 'b'), ballot(2, 'a')), false);
    assert.equal(isAtLeast(ballot(1, 'b'), ballot(1, 'a')), true);
    assert.equal(isAtLeast(ballot(1, 'a'), ballot(1, 'b')), false);
    assert.equal(isAtLeast(ballot(10, 'a'), ballot(9, 'a')), true);
  });

  test('a majority of leaders is more than half of them', () => {
    const sizes = [1, 2, 3, 4, 5, 7].map((size) => majorityOf(Array.from({ length: size }, String)));
    assert.deepEqual(sizes, [1, 2, 2, 3, 3, 4]);
  });
});

describe('a leader that is asked', () => {
  test('promises a ballot, and from then on listens to no lower one', () => {
    const { state, vote } = prepared(withFollower, ballot(2));
    assert.deepEqual(vote, { answer: 'yes' });
    assert.deepEqual(state.acceptor, { version: version + 1, promised: ballot(2) });
    for (const ask of [prepared, accepted]) {
      const refused = ask(state, ballot(1, 'edge-zeta'));
      assert.deepEqual(refused.vote, { answer: 'no', promised: ballot(2) });
      assert.equal(refused.state, state);
    }
    assert.equal(prepared(state, ballot(2)).vote.answer, 'yes');
    assert.equal(accepted(state, ballot(2)).vote.answer, 'yes');
    assert.equal(prepared(state, ballot(3)).vote.answer, 'yes');
  });

  test('remembers what it accepted, and says so to who comes after', () => {
    const { state } = accepted(withFollower, ballot(2));
    assert.deepEqual(state.acceptor?.promised, ballot(2));
    const later = prepared(state, ballot(3));
    assert.deepEqual(later.vote, { answer: 'yes', accepted: { ballot: ballot(2), document: proposal('one') } });
    assert.deepEqual(later.state.acceptor?.accepted?.document, proposal('one'));
    assert.equal(prepared(state, ballot(1)).vote.answer, 'no');
    const over = accepted(later.state, ballot(3), proposal('two')).state;
    assert.deepEqual(over.acceptor?.accepted, { ballot: ballot(3), document: proposal('two') });
  });

  test('has changed nothing of what is decided', () => {
    for (const { state } of [prepared(withFollower, ballot(1)), accepted(withFollower, ballot(1))]) {
      assert.equal(state.document, withFollower.document);
    }
  });

  test('answers what was decided for an old version, and how far it is for one too new', () => {
    for (const old of [version, version - 1, 0]) {
      const { state, vote } = prepare(withFollower, old, ballot(9));
      assert.equal(state, withFollower);
      assert.deepEqual(vote, { answer: 'decided', document: withFollower.document });
      assert.deepEqual(accept(withFollower, old, { ballot: ballot(9), document: proposal('x') }).vote, vote);
    }
    const { state, vote } = prepare(withFollower, version + 2, ballot(9));
    assert.equal(state, withFollower);
    assert.deepEqual(vote, { answer: 'behind', version });
  });

  test('promises for one version do not bind it for the next', () => {
    const { state } = accepted(withFollower, ballot(7));
    const on = learn(state, proposal('one'));
    assert.equal(on.acceptor, undefined);
    assert.deepEqual(prepare(on, version + 2, ballot(1)).vote, { answer: 'yes' });
  });
});

test('of what was accepted before, the highest ballot is finished', () => {
  const yes = (round: number, name: string): Vote => ({
    answer: 'yes',
    accepted: { ballot: ballot(round), document: proposal(name) },
  });
  assert.equal(toFinish([{ answer: 'yes' }, { answer: 'no', promised: ballot(9) }]), undefined);
  assert.deepEqual(toFinish([{ answer: 'yes' }, yes(1, 'one'), yes(3, 'three'), yes(2, 'two')]), proposal('three'));
});

describe('learning', () => {
  test('takes newer documents of the own group only', () => {
    assert.equal(learn(withFollower, withFollower.document), withFollower);
    assert.equal(learn(withFollower, leading.document), withFollower);
    assert.equal(learn(withFollower, { ...proposal('x'), id: 'group-2' }), withFollower);
    assert.deepEqual(learn(withFollower, proposal('x')).document, proposal('x'));
  });

  test('that it is not of the group any more, a host is alone', () => {
    const gone = learn(following, { ...proposal('x'), members: leading.document.members });
    assert.equal(gone.document.id, 'edge-beta');
    assert.deepEqual(gone.document.leaders, ['edge-beta']);
    assert.equal(gone.credential, undefined);
    assert.deepEqual(gone.farewells, []);
  });

  test('that it leads no more, a host generates no tokens and forgets the key', () => {
    const led = learn(withFollower, { ...proposal('x'), leaders: ['edge-beta'] });
    assert.equal(led.tokens, undefined);
    assert.equal(led.document.authority?.keyPem, undefined);
    assert.equal(learn(withFollower, proposal('x')).tokens, withFollower.tokens);
  });

  test('the key is for leaders, and for control plane nodes, who speak for the group', () => {
    const { document } = withFollower;
    const pool = { name: 'cp', isControlPlane: true, hostIds: ['edge-beta'], settings: {} };
    const cluster = {
      id: 'cluster-1',
      name: 'one',
      createdAt: '',
      state: 'Running',
      pools: [pool],
      initNode: '',
      leaving: [],
      configuration: {},
    } as const;
    const workers = { ...cluster, pools: [{ ...pool, isControlPlane: false }] };
    for (const [given, speaks] of [
      [document, false],
      [{ ...document, cluster: workers }, false],
      [{ ...document, cluster }, true],
      [{ ...document, leaders: ['edge-beta'] }, true],
    ] as const) {
      assert.equal(maySpeak(given, 'edge-beta'), speaks);
      assert.equal(shownTo(given, 'edge-beta').authority?.keyPem, speaks ? 'key' : undefined);
      assert.equal(
        learn(following, { ...given, version: version + 1 }).document.authority?.keyPem !== undefined,
        speaks,
      );
    }
  });
});

test('a leader alone decides at once, or is refused, or has nothing to change', () => {
  const decided = decideAlone(withFollower, (document) => ({ ...document, departed: [] }));
  assert.ok('document' in decided);
  assert.equal(decided.document.version, version + 1);
  assert.equal(
    decideAlone(withFollower, (document) => document),
    withFollower,
  );
  const refused = refuse('IN_USE', 'no');
  assert.equal(
    decideAlone(withFollower, () => refused),
    refused,
  );
});
