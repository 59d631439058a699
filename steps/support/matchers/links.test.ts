import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { row, view } from '../testing/views';
import { agree, doesNotShow, hasNoLinks, inOneGroup, linked, linkedOrNot, notLinked, unchanged } from './links';

const leader = view('alpha', [row('beta')]);
const follower = view('beta', [row('alpha')]);

describe('linked', () => {
  it('takes both sides', () => {
    assert(linked(follower, leader).matches);
    assert(linked(view('beta', [row('beta'), row('alpha')]), view('alpha', [row('alpha'), row('beta')])).matches);
    assert(!linked(follower, view('alpha', [])).matches);
    assert(!linked(view('beta', []), leader).matches);
  });

  it('takes a completed link on the follower', () => {
    const pending = linked(view('beta', [row('alpha')], 'InProgress'), leader);
    assert(!pending.matches);
    assert.equal(pending.seen, '"beta" shows "alpha" (link status InProgress) and "alpha" shows "beta"');
  });

  it('tells why a link failed', () => {
    const failed = linked(view('beta', [], 'Failed'), view('alpha', [], 'unlinked'));
    assert.equal(
      failed.seen,
      '"beta" shows no linked hosts (link status Failed: no route) and "alpha" shows no linked hosts',
    );
  });
});

describe('not linked', () => {
  it('takes both sides', () => {
    assert(notLinked(view('beta', []), view('alpha', [row('gamma')])).matches);
    assert(!notLinked(follower, view('alpha', [])).matches);
    assert(!notLinked(view('beta', []), leader).matches);
  });

  it('means an empty table or no such row; a row for itself does not count', () => {
    assert(hasNoLinks(view('beta', [row('beta')])).matches);
    assert(hasNoLinks(view('beta', [], 'unlinked')).matches);
    assert(!hasNoLinks(follower).matches);
    assert(doesNotShow(leader, view('gamma', [])).matches);
    assert(!doesNotShow(leader, follower).matches);
  });
});

describe('linked or not', () => {
  it('takes both sides to be of one mind', () => {
    assert(linkedOrNot(follower, leader).matches);
    assert(linkedOrNot(view('beta', []), view('alpha', [row('gamma')])).matches);
    assert(!linkedOrNot(follower, view('alpha', [])).matches);
    assert(!linkedOrNot(view('beta', []), leader).matches);
    assert(!linkedOrNot(view('beta', [row('alpha')], 'InProgress'), leader).matches);
    assert(!linkedOrNot(view('beta', [], 'InProgress'), view('alpha', [])).matches);
    assert(linkedOrNot(view('beta', [], 'Failed'), view('alpha', [])).matches);
  });

  it('is in one group where one leader and the host show each other, and the others nothing', () => {
    const other = view('gamma', []);
    assert(inOneGroup(follower, [leader, other]).matches);
    assert(inOneGroup(follower, [other, leader]).matches);
    assert(!inOneGroup(follower, [leader, view('gamma', [row('beta')])]).matches);
    assert(!inOneGroup(view('beta', []), [view('alpha', []), other]).matches);
    assert(!inOneGroup(view('beta', [row('alpha'), row('gamma')]), [leader, view('gamma', [row('beta')])]).matches);
  });
});

describe('unchanged', () => {
  it('does not mind the order, nor a row for itself, nor how an unlinked host says so', () => {
    const before = view('alpha', [row('beta'), row('gamma')]);
    assert(unchanged(before, view('alpha', [row('gamma'), row('alpha'), row('beta')])).matches);
    assert(unchanged(view('beta', [], 'unlinked'), view('beta', [], 'Failed')).matches);
  });

  it('notices a host more, a host less, another host, and another address', () => {
    for (const now of [[row('beta'), row('gamma')], [], [row('gamma')], [row('beta', { address: '10.0.0.99' })]]) {
      assert(!unchanged(leader, view('alpha', now)).matches);
    }
  });

  it('tells both', () => {
    const { seen } = unchanged(view('alpha', []), leader);
    assert.equal(seen, '"alpha" shows "beta" at 10.0.0.2, where before "alpha" shows no linked hosts');
  });
});

describe('a group', () => {
  it('agrees where all who show each other show the same hosts', () => {
    const third = view('gamma', [row('alpha'), row('beta')]);
    const whole = view('alpha', [row('alpha'), row('beta'), row('gamma')]);
    assert(agree([leader, follower, view('gamma', [])]).matches);
    assert(agree([whole, view('beta', [row('alpha'), row('gamma')]), third]).matches);
    assert(!agree([whole, follower, third]).matches);
    assert(!agree([leader, view('beta', [])]).matches);
  });
});
