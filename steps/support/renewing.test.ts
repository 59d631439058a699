import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type HostFacts, HostFault, NotOffered, type Operator, type Outcome } from '../../operators/operator';
import type { Host } from '../../sim';
import type { Target } from '../../target';
import { remains } from './remains';
import { renewal } from './renewing';

const accepted: Outcome = { accepted: true, value: undefined };
const refused: Outcome = { accepted: false, status: 409, reason: 'not now.' };
const away = () => Promise.reject(new HostFault('HOST_UNREACHABLE', 'connection refused'));

const own = { id: 'edge-alpha' };

/** What a host answers right after its first boot, and what is different here. */
function operator(change: Partial<Operator> = {}): Operator {
  const nothing = { httpProxy: '', httpsProxy: '', noProxy: '', caCerts: [] };
  return {
    reset: async () => accepted,
    tryForeignSession: async () => accepted,
    facts: async () => own,
    linkedHosts: async () => ({ status: 'unlinked', errorMessage: '', hosts: [own] }),
    stopTokenGeneration: async () => refused,
    uploadedContent: async () => undefined,
    contents: async () => [],
    contentSync: async () => ({ statusMessage: '', pending: [], errors: {} }),
    configuration: async () => nothing,
    cluster: async () => undefined,
    close: async () => {},
    ...change,
  } as unknown as Operator;
}

describe('what remains on a host', () => {
  it('is nothing after its first boot, its own row in its table included', async () => {
    assert.deepEqual(await remains(operator()), []);
  });

  const changes: readonly (readonly [string, Record<string, unknown>])[] = [
    ['shows 1 linked hosts', { linkedHosts: async () => ({ hosts: [{ id: 'edge-alpha' }, { id: 'edge-beta' }] }) }],
    ['generated tokens', { stopTokenGeneration: async () => accepted }],
    ['has content', { uploadedContent: async () => ({ fileName: 'a.zst', sha256: '', bytes: 1 }) }],
    ['has content', { contents: async () => [{ name: 'a', version: '1', contentType: 'x' }] }],
    ['tells of content that is missing', { contentSync: async () => ({ pending: [], errors: { a: 'disk full' } }) }],
    [
      'has a configuration',
      { configuration: async () => ({ httpProxy: '', httpsProxy: '', noProxy: 'a', caCerts: [] }) },
    ],
    ['shows a cluster', { cluster: async () => ({ name: 'c' }) }],
  ];
  for (const [what, change] of changes)
    it(`is told where it ${what}`, async () => {
      assert.deepEqual(await remains(operator(change as Partial<Operator>)), [what]);
    });

  it('is believed about tokens where there is no way to ask', async () => {
    const stopTokenGeneration = () => Promise.reject(new NotOffered('no such operation'));
    assert.deepEqual(await remains(operator({ stopTokenGeneration })), []);
  });
});

describe('a host is made new', () => {
  const host = { name: 'alpha', endpoint: 'https://192.0.2.1:5080' } as Host;
  const restarted = { ended: Promise.resolve() };
  const renew = (change: Partial<Operator>, reset = 60, open: { readonly ended: Promise<void> } = restarted) =>
    renewal({ budgets: { reset } } as Target, { operate: () => operator(change), connection: async () => open })(host);

  it('once its connections ended, and it answers again', async () => {
    const happened: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const looks = [away, away];
    await renew(
      {
        reset: async () => {
          happened.push('reset');
          setImmediate(() => {
            happened.push('gone');
            resolve();
          });
          return accepted;
        },
        facts: async () => {
          happened.push('asked');
          await looks.pop()?.();
          return own as HostFacts;
        },
      },
      60,
      { ended: promise },
    );
    assert.deepEqual(happened, ['reset', 'gone', 'asked', 'asked', 'asked']);
  });

  it('and may keep its connections, where nothing is left', async () => {
    await renew({}, 60, { ended: new Promise(() => undefined) });
  });

  const refusals: readonly (readonly [string, Partial<Operator>, RegExp])[] = [
    ['refuses its reset', { reset: async () => refused }, /"alpha" .* and refused with status 409: not now; /],
    [
      'breaks the shape of its answers',
      { facts: () => Promise.reject(new HostFault('HOST_BODY', 'no id')) },
      /met: no id/,
    ],
  ];
  for (const [what, change, message] of refusals)
    it(`or is not, where it ${what}`, async () => {
      await assert.rejects(renew(change), { code: 'HOST_NOT_RENEWED', message });
    });

  it('or is not, where something is left, which is told', async () => {
    const cluster = async () => ({ name: 'c' }) as never;
    await assert.rejects(renew({ cluster, stopTokenGeneration: async () => accepted }), {
      code: 'HOST_NOT_RENEWED',
      message: /and still generated tokens and shows a cluster; take a new host\.$/,
    });
  });

  it('or is not, where it does not come back in time', async () => {
    await assert.rejects(renew({ facts: away }, 0.02), {
      code: 'HOST_NOT_RENEWED',
      message: /did not do so within 0\.02 s/,
    });
  });
});
