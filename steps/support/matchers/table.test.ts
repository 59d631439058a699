import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { labels, row, view } from '../testing/views';
import { showEachOtherAs, shows, showsAs, showsOnly } from './table';

const alpha = view('alpha', [row('beta'), row('gamma')]);
const beta = view('beta', [row('alpha')]);
const gamma = view('gamma', []);

describe('a table', () => {
  it('shows hosts, and does not have to show its own', () => {
    assert(shows(alpha, [alpha, beta, gamma]).matches);
    assert(shows(view('alpha', [row('alpha'), row('beta')]), [alpha, beta]).matches);
    assert(!shows(beta, [alpha, gamma]).matches);
  });

  it('does not show a host with a wrong address, or twice', () => {
    assert(!shows(view('alpha', [row('beta', { address: '10.0.0.9' })]), [beta]).matches);
    assert(!shows(view('alpha', [row('beta'), row('beta')]), [beta]).matches);
  });

  it('shows only these where there is nobody else', () => {
    assert(showsOnly(alpha, [alpha, beta, gamma]).matches);
    assert.deepEqual(showsOnly(alpha, [alpha, beta]), { matches: false, seen: '"alpha" shows "beta", "gamma"' });
  });

  it('shows roles and states without regard to case and hyphens', () => {
    assert(showsAs(alpha, beta, 'follower', labels).matches);
    assert(showsAs(beta, alpha, 'leader', labels).matches);
    assert(showsAs(view('alpha', [row('beta', { state: 'rea-dy' })]), beta, 'ready', labels).matches);
    const busy = showsAs(view('alpha', [row('beta', { state: 'In-Use' })]), beta, 'ready', labels);
    assert.deepEqual(busy, { matches: false, seen: '"alpha" shows "beta" as Follower, In-Use, SYNCED, no health' });
    assert(!showsAs(gamma, alpha, 'ready', labels).matches);
    assert(showsAs(view('alpha', [row('beta', { state: 'in use' })]), beta, 'in use', labels).matches);
  });

  it('shows what became of content, and health with its reason', () => {
    assert(showsAs(alpha, beta, 'synced', labels).matches);
    const behind = row('beta', { contentSyncStatus: 'Not Synced' });
    assert(!showsAs(view('alpha', [behind]), beta, 'synced', labels).matches);
    const away = view('alpha', [row('beta', { health: { status: 'Unhealthy', reason: 'not heard of' } })]);
    assert(showsAs(away, beta, 'unhealthy', labels).matches);
    assert.match(showsAs(away, beta, 'healthy', labels).seen, /Unhealthy \(not heard of\)/);
    assert(!showsAs(alpha, beta, 'healthy', labels).matches);
  });

  it('has to show everybody the same where all show each other', () => {
    assert(showEachOtherAs([view('alpha', [row('beta')]), beta], 'ready', labels).matches);
    assert(!showEachOtherAs([alpha, beta, gamma], 'ready', labels).matches);
  });
});
