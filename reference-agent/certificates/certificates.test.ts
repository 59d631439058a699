import assert from 'node:assert/strict';
import 'reflect-metadata';
import { createHash, createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import * as independent from '@peculiar/x509';
import { createAuthority, fingerprintOf, issue, newKeyPair, selfSigned } from '.';

const member = { hostId: 'edge-1', groupId: 'group-a' };

test('a host makes itself a certificate for its addresses', async () => {
  const own = selfSigned({ name: 'alpha', addresses: ['127.3.4.5', '::1'] });
  const certificate = new X509Certificate(own.certificatePem);
  assert.equal(certificate.subject, 'CN=alpha');
  assert.equal(certificate.subjectAltName, 'IP Address:127.3.4.5, IP Address:0:0:0:0:0:0:0:1');
  assert.equal(certificate.ca, false);
  assert.equal(certificate.publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1');
  assert.ok(certificate.checkPrivateKey(createPrivateKey(own.keyPem)));
  assert.ok(certificate.verify(certificate.publicKey));
});

test('a name is data, whatever characters it has', async () => {
  for (const name of ['a, O=b + "c"', '#0500', 'hôte']) {
    const own = selfSigned({ name, addresses: [] });
    const subject = new X509Certificate(own.certificatePem).toLegacyObject().subject;
    assert.deepEqual({ ...subject }, { CN: name });
  }
});

test('the fingerprint is that of the DER, from PEM and from DER alike', async () => {
  const own = selfSigned({ name: 'alpha', addresses: [] });
  const der = new X509Certificate(own.certificatePem).raw;
  assert.equal(own.fingerprint, createHash('sha256').update(der).digest('hex'));
  assert.equal(fingerprintOf(own.certificatePem), own.fingerprint);
  assert.equal(fingerprintOf(der), own.fingerprint);
  assert.throws(() => fingerprintOf('no certificate'), { code: 'CERTIFICATE_UNREADABLE' });
});

test('certificates hold a year back and for decades, and no two share a serial number', async () => {
  const authority = createAuthority(member.groupId);
  const { publicKeyPem } = newKeyPair();
  const pems = [
    authority.certificatePem,
    issue(authority, publicKeyPem, member),
    issue(authority, publicKeyPem, member),
    selfSigned({ name: 'alpha', addresses: [] }).certificatePem,
  ];
  const certificates = pems.map((pem) => new X509Certificate(pem));
  const day = 24 * 3600 * 1000;
  for (const { validFromDate, validToDate } of certificates) {
    assert.ok(validFromDate.getTime() < Date.now() - 364 * day);
    assert.ok(validToDate.getTime() > Date.now() + 19 * 365 * day);
  }
  assert.equal(new Set(certificates.map(({ serialNumber }) => serialNumber)).size, pems.length);
});

test('an authority issues certificates, and its members cannot', async () => {
  const authority = createAuthority(member.groupId);
  const { publicKeyPem, keyPem } = newKeyPair();
  const certificate = new X509Certificate(issue(authority, publicKeyPem, { ...member, addresses: ['127.0.0.9'] }));
  const issuer = new X509Certificate(authority.certificatePem);
  assert.equal(issuer.ca, true);
  assert.equal(certificate.ca, false);
  assert.ok(certificate.checkIssued(issuer));
  assert.ok(certificate.verify(issuer.publicKey));
  assert.ok(certificate.checkPrivateKey(createPrivateKey(keyPem)));
  assert.equal(certificate.subject, 'CN=edge-1\nO=group-a');
  assert.equal(certificate.subjectAltName, 'DNS:group-a, IP Address:127.0.0.9');
  assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
});

test('only public keys of the kind hosts have get a certificate', () => {
  const authority = createAuthority(member.groupId);
  const spki = { type: 'spki', format: 'pem' } as const;
  const others = [
    generateKeyPairSync('ed25519').publicKey.export(spki),
    generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export(spki),
    generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export(spki),
    newKeyPair().keyPem,
    authority.certificatePem,
    '-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n',
    'x'.repeat(1_000_000),
    '',
  ];
  for (const key of others) {
    assert.throws(() => issue(authority, String(key), member), { code: 'CERTIFICATE_KEY' });
  }
});

test('another implementation reads the same in them', async () => {
  const authority = createAuthority(member.groupId);
  const pem = issue(authority, newKeyPair().publicKeyPem, { ...member, addresses: ['127.0.0.9', 'fe80::1:2'] });
  const issuer = new independent.X509Certificate(authority.certificatePem);
  const certificate = new independent.X509Certificate(pem);
  assert.ok(await issuer.isSelfSigned());
  assert.ok(await certificate.verify({ publicKey: await issuer.publicKey.export(), signatureOnly: true }));
  assert.deepEqual(issuer.getExtension(independent.BasicConstraintsExtension)?.ca, true);
  assert.deepEqual(issuer.getExtension(independent.BasicConstraintsExtension)?.pathLength, 0);
  const { KeyUsageFlags } = independent;
  const usages = (of: independent.X509Certificate) => of.getExtension(independent.KeyUsagesExtension)?.usages;
  assert.equal(usages(issuer), KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign);
  assert.equal(usages(certificate), KeyUsageFlags.digitalSignature);
  const names = certificate.getExtension(independent.SubjectAlternativeNameExtension)?.names.toJSON();
  assert.deepEqual(
    names?.map(({ value }) => value),
    ['group-a', '127.0.0.9', 'fe80::1:2'],
  );
  const identifier = issuer.getExtension(independent.SubjectKeyIdentifierExtension)?.keyId;
  assert.equal(certificate.getExtension(independent.AuthorityKeyIdentifierExtension)?.keyId, identifier);
});

test('a group id that is no DNS name is refused', async () => {
  for (const groupId of ['', 'a.b', '-a', 'a b', '*', 'a'.repeat(64)]) {
    assert.throws(() => createAuthority(groupId), { code: 'CERTIFICATE_GROUP_NAME' });
  }
});
