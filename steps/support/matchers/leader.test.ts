import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { labels, row, view } from '../testing/views';
import { soleLeader, soleLeaderAmong } from './leader';

const alpha = view('alpha', [row('beta'), row('gamma')]);
const beta = view('beta', [row('alpha'), row('gamma')]);

describe('the only leader', () => {
  it('is the one whom all name, whether or not a table has a row for its own host', () => {
    assert(soleLeader([alpha, beta], alpha, labels).matches);
    const withItself = view('alpha', [row('alpha'), row('beta')]);
    assert(soleLeader([withItself, beta], withItself, labels).matches);
  });

  it('is missed where a follower names none', () => {
    const silent = view('beta', [row('alpha', { role: '' })]);
    const match = soleLeader([alpha, silent], alpha, labels);
    assert.deepEqual(match, { matches: false, seen: '"beta" names no leader' });
  });

  it('is not the only one where somebody names two, or another, or itself', () => {
    const leads = { role: 'leader' };
    for (const rows of [
      [row('alpha'), row('gamma', leads)],
      [row('alpha'), row('beta', leads)],
      [row('gamma', leads)],
    ]) {
      assert(!soleLeader([alpha, view('beta', rows)], alpha, labels).matches);
    }
  });

  it('is none where the leader takes another host for it, or itself for a follower', () => {
    const humble = view('alpha', [row('alpha', { role: 'follower' }), row('beta')]);
    const wrong = view('alpha', [row('beta', { role: 'leader' })]);
    assert(!soleLeader([humble], humble, labels).matches);
    assert(!soleLeader([wrong], wrong, labels).matches);
  });

  it('may be any of several candidates, as long as all name the same', () => {
    const gamma = view('gamma', []);
    assert(soleLeaderAmong([alpha, beta], [gamma, alpha], labels).matches);
    assert(!soleLeaderAmong([alpha, beta], [gamma, beta], labels).matches);
    const divided = view('beta', [row('gamma', { role: 'leader' })]);
    assert(!soleLeaderAmong([alpha, divided], [alpha, gamma], labels).matches);
  });
});
