import { afterEach, beforeEach } from 'node:test';
import nock from 'nock';
import { operatorOf, type Watched } from './operator';

/**
 * Anew before each test of a file: a host played with nock, which lets its operator log in. Nock changes every request of
 * the process, so a file that talks to a server of its own must not import this.
 */
export function playedHost(): { readonly current: Watched & { readonly host: nock.Scope } } {
  const origin = 'https://127.9.9.9:5080';
  const played = {} as { current: Watched & { readonly host: nock.Scope } };
  beforeEach(() => {
    nock.disableNetConnect();
    nock(origin)
      .post('/v1/users/default/login')
      .reply(200, { Token: { Authorization: 'session' } });
    played.current = { ...operatorOf(origin), host: nock(origin) };
  });
  afterEach(async () => {
    await played.current.operator.close();
    nock.abortPendingRequests();
    nock.cleanAll();
  });
  return played;
}
