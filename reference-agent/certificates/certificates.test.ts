import assert from 'node:assert/strict';
import { createHash, createPrivateKey, generateKeyPairSync, webcrypto, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { certificateRequest, createAuthority, fingerprintOf, issue, selfSigned } from '.';
import { Pkcs10CertificateRequestGenerator } from './x509';

const member = { hostId: 'edge-1', groupId: 'group-a' };

async function otherKeyRequest(algorithm: webcrypto.RsaHashedKeyGenParams | webcrypto.EcKeyGenParams): Promise<string> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [member.hostId] }],
    keys,
    signingAlgorithm: { ...algorithm, hash: 'SHA-256' },
  });
  return request.toString('pem');
}

test('a host makes itself a certificate for its addresses', async () => {
  const own = await selfSigned({ name: 'alpha', addresses: ['127.3.4.5', '::1'] });
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
    const own = await selfSigned({ name, addresses: [] });
    const subject = new X509Certificate(own.certificatePem).toLegacyObject().subject;
    assert.deepEqual({ ...subject }, { CN: name });
  }
});

test('the fingerprint is that of the DER, from PEM and from DER alike', async () => {
  const own = await selfSigned({ name: 'alpha', addresses: [] });
  const der = new X509Certificate(own.certificatePem).raw;
  assert.equal(own.fingerprint, createHash('sha256').update(der).digest('hex'));
  assert.equal(fingerprintOf(own.certificatePem), own.fingerprint);
  assert.equal(fingerprintOf(der), own.fingerprint);
  assert.throws(() => fingerprintOf('no certificate'), { code: 'CERTIFICATE_UNREADABLE' });
});

test('certificates hold a year back and for decades, and no two share a serial number', async () => {
  const authority = await createAuthority(member.groupId);
  const { requestPem } = await certificateRequest(member.hostId);
  const pems = [
    authority.certificatePem,
    await issue(authority, requestPem, member),
    await issue(authority, requestPem, member),
    (await selfSigned({ name: 'alpha', addresses: [] })).certificatePem,
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
  const authority = await createAuthority(member.groupId);
  const { requestPem, keyPem } = await certificateRequest(member.hostId);
  const certificate = new X509Certificate(await issue(authority, requestPem, { ...member, addresses: ['127.0.0.9'] }));
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

test('a request is refused when it is made out to another host', async () => {
  const authority = await createAuthority(member.groupId);
  const { requestPem } = await certificateRequest('edge-2');
  await assert.rejects(issue(authority, requestPem, member), {
    code: 'CERTIFICATE_REQUEST_NAME',
    message: /"edge-2".*"edge-1"/,
  });
});

test('a request is refused when its signature is not of its key', async () => {
  const authority = await createAuthority(member.groupId);
  const { requestPem } = await certificateRequest(member.hostId);
  const der = Buffer.from(requestPem.replace(/-----[^-]+-----/g, ''), 'base64');
  // The last byte belongs to the signature.
  der[der.length - 1] = (der[der.length - 1] as number) ^ 1;
  const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
  await assert.rejects(issue(authority, forged, member), { code: 'CERTIFICATE_REQUEST_SIGNATURE' });
});

test('a request is refused for keys of other kinds', async () => {
  const authority = await createAuthority(member.groupId);
  const requests = [
    await otherKeyRequest({ name: 'ECDSA', namedCurve: 'P-384' }),
    await otherKeyRequest({
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 1024,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    }),
  ];
  for (const request of requests) {
    await assert.rejects(issue(authority, request, member), { code: 'CERTIFICATE_REQUEST_KEY' });
  }
});

test('what is no request is refused in one sentence', async () => {
  const authority = await createAuthority(member.groupId);
  const key = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const hollow = '-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n';
  for (const text of ['', 'x'.repeat(1_000_000), key, authority.certificatePem, hollow]) {
    await assert.rejects(issue(authority, text, member), { code: 'CERTIFICATE_REQUEST_UNREADABLE' });
  }
});

test('a group id that is no DNS name is refused', async () => {
  for (const groupId of ['', 'a.b', '-a', 'a b', '*', 'a'.repeat(64)]) {
    await assert.rejects(createAuthority(groupId), { code: 'CERTIFICATE_GROUP_NAME' });
  }
});
