import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { configure, isSameConfiguration, noConfiguration } from './configuration';
import type { Configuration, GroupDocument } from './document';
import { unlinked } from './state';
import { profile } from './testing/hosts';

const proxied: Configuration = { ...noConfiguration, httpProxy: 'http://proxy.example:3128', caCerts: ['one'] };

function documentWith(configuration?: Configuration): GroupDocument {
  const { document } = unlinked(profile('alpha', { id: 'edge-1' }));
  return { ...document, ...(configuration && { configuration }) };
}

describe('a change of the configuration', () => {
  const cases: readonly [string, Configuration | undefined, Configuration, Configuration | undefined][] = [
    ['the first one', undefined, proxied, proxied],
    [
      'another one, as a whole',
      proxied,
      { ...noConfiguration, noProxy: 'lan' },
      { ...noConfiguration, noProxy: 'lan' },
    ],
    ['an empty one takes it away', proxied, noConfiguration, undefined],
    ['another certificate', proxied, { ...proxied, caCerts: ['two'] }, { ...proxied, caCerts: ['two'] }],
  ];
  for (const [name, before, asked, after] of cases) {
    test(`${name} is the next version`, () => {
      const document = documentWith(before);
      const changed = configure(asked)(document);
      assert.ok('version' in changed);
      assert.deepEqual(changed.configuration, after);
      assert.equal('configuration' in changed, after !== undefined);
      assert.equal(changed.version, document.version + 1);
    });
  }

  test('to what it is already changes nothing', () => {
    for (const [before, asked] of [
      [proxied, { ...proxied, caCerts: ['one'] }],
      [undefined, { ...noConfiguration, caCerts: [] }],
    ] as const) {
      const document = documentWith(before);
      assert.equal(configure(asked)(document), document);
    }
  });
});

test('configurations are told apart by each of their parts', () => {
  for (const part of [{ httpProxy: 'a' }, { httpsProxy: 'a' }, { noProxy: 'a' }, { caCerts: ['a'] }]) {
    assert.equal(isSameConfiguration({ ...noConfiguration, ...part }, undefined), false);
    assert.equal(isSameConfiguration({ ...noConfiguration, ...part }, { ...noConfiguration, ...part }), true);
  }
  assert.equal(
    isSameConfiguration({ ...noConfiguration, caCerts: ['a'] }, { ...noConfiguration, caCerts: ['b'] }),
    false,
  );
});
