import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { selfSigned } from '../certificates';
import { noConfiguration } from '../domain';
import { readConfiguration } from './read';

const { certificatePem: pem, keyPem } = selfSigned({ name: 'ca.example', addresses: [] });

describe('a configuration that can be used', () => {
  for (const [name, body, read] of [
    ['empty', {}, {}],
    ['with empty parts', noConfiguration, {}],
    ['of one proxy', { httpProxy: 'http://proxy.example:3128' }, { httpProxy: 'http://proxy.example:3128' }],
    [
      'of a proxy with credentials',
      { httpsProxy: 'HTTPS://me:secret@10.0.0.1/' },
      { httpsProxy: 'HTTPS://me:secret@10.0.0.1/' },
    ],
    ['of an IPv6 proxy', { httpProxy: 'http://[::1]:3128' }, { httpProxy: 'http://[::1]:3128' }],
    [
      'with exemptions',
      { noProxy: '.lan, *.example, 10.0.0.0/8,[::1]:80,host' },
      { noProxy: '.lan, *.example, 10.0.0.0/8,[::1]:80,host' },
    ],
    ['with certificates', { caCerts: [pem, `\n${pem}\n`] }, { caCerts: [pem, `\n${pem}\n`] }],
    ['with names nobody knows', { other: true }, {}],
  ] as const) {
    test(`is read as it was given, absent parts empty: ${name}`, () => {
      assert.deepEqual(readConfiguration(body).configuration, { ...noConfiguration, ...read });
    });
  }
});

describe('a configuration that cannot be used is refused with one sentence', () => {
  const damaged = pem.replace(/^(.+\n).{20}/, '$1AAAAAAAAAAAAAAAAAAAA');
  for (const [name, body, message] of [
    ['no body', undefined, /no JSON object/],
    ['null', null, /no JSON object/],
    ['a list', [], /no JSON object/],
    ['a text', '"http://proxy.example"', /no JSON object/],
    ['a proxy of another type', { httpProxy: 7 }, /"httpProxy" is no text/],
    ['null for a proxy', { httpsProxy: null }, /"httpsProxy" is no text/],
    ['one certificate without a list', { caCerts: pem }, /"caCerts" is no list/],
    ['a certificate of another type', { caCerts: [pem, {}] }, /"caCerts\[1\]" is no text/],
    ['a proxy without scheme', { httpProxy: 'proxy.example:3128' }, /"httpProxy" is "proxy.example:3128".*absolute/],
    ['a proxy of another scheme', { httpsProxy: 'socks5://proxy.example' }, /"httpsProxy" is "socks5/],
    ['a proxy without host', { httpProxy: 'http://' }, /"httpProxy"/],
    ['a proxy with one slash', { httpProxy: 'http:/proxy.example' }, /"httpProxy"/],
    ['a proxy with a space', { httpProxy: 'http://proxy.example ' }, /"httpProxy"/],
    [
      'a proxy with a line end',
      { httpProxy: 'http://proxy.example/\nx' },
      /"httpProxy" is "http:\/\/proxy\.example\/ x"/,
    ],
    ['a proxy with a port out of range', { httpProxy: 'http://proxy.example:99999' }, /"httpProxy"/],
    ['a proxy that is too long', { httpProxy: `http://proxy.example/${'x'.repeat(2048)}` }, /has 2069 characters/],
    ['an exemption with spaces in it', { noProxy: 'one, two three' }, /"noProxy" holds "two three"/],
    ['an empty exemption', { noProxy: 'one,,two' }, /"noProxy" holds ""/],
    ['exemptions that are too long', { noProxy: 'x,'.repeat(5000) }, /"noProxy" has 10000 characters/],
    ['an empty certificate', { caCerts: [''] }, /"caCerts\[0\]" is not one PEM certificate/],
    ['a certificate that is none', { caCerts: [pem, 'certificate'] }, /"caCerts\[1\]" is not one PEM certificate/],
    ['two certificates in one', { caCerts: [pem + pem] }, /"caCerts\[0\]" is not one PEM certificate/],
    ['a certificate with its key', { caCerts: [pem + keyPem] }, /"caCerts\[0\]" is not one PEM certificate/],
    ['a damaged certificate', { caCerts: [damaged] }, /"caCerts\[0\]" looks like a PEM certificate/],
    ['a certificate that is too long', { caCerts: ['x'.repeat(65_537)] }, /"caCerts\[0\]" has 65537 characters/],
    ['too many certificates', { caCerts: Array.from({ length: 65 }, () => pem) }, /holds 65 certificates/],
  ] as const) {
    test(name, () => {
      const { configuration, fault = '' } = readConfiguration(body);
      assert.equal(configuration, undefined);
      assert.match(fault, message);
      assert.match(fault, /^[^\n]+; [^\n]+\.$/);
    });
  }

  test('which repeats no secret', () => {
    const proxy = readConfiguration({ httpProxy: 'htp://me:secret@proxy.example' }).fault ?? '';
    assert.match(proxy, /"htp:\/\/\*\*\*@proxy\.example"/);
    const key = readConfiguration({ caCerts: [keyPem] }).fault ?? '';
    assert.equal(key.includes(keyPem.slice(40, 60)), false);
  });
});
