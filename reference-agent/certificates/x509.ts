/**
 * X.509 certificates (RFC 5280) as far as hosts need them: which field stands where. The encoding is asn1js's, keys and
 * signatures are Node's.
 */
import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv6 } from 'node:net';
import {
  type BaseBlock,
  BitString,
  Boolean as BooleanBlock,
  Constructed,
  GeneralizedTime,
  Integer,
  ObjectIdentifier,
  OctetString,
  Primitive,
  Sequence,
  Set as SetBlock,
  UTCTime,
  Utf8String,
} from 'asn1js';

/** Whose certificate it is; the parts of a distinguished name, never read as syntax. */
export interface Name {
  readonly commonName: string;
  readonly organisation?: string;
}

/** What a certificate says. */
export interface Content {
  readonly subject: Name;
  /** DER of the SPKI of an ECDSA P-256 key. */
  readonly publicKey: Buffer;
  /** Absent: signed with its own key. */
  readonly issuer?: { readonly name: Name; readonly publicKey: Buffer };
  readonly isAuthority: boolean;
  /** For TLS; none for an authority. */
  readonly usedFor: readonly ('server' | 'client')[];
  readonly dnsNames: readonly string[];
  readonly addresses: readonly string[];
}

const oid = {
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
  ecPublicKey: '1.2.840.10045.2.1',
  p256: '1.2.840.10045.3.1.7',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  subjectAlternativeName: '2.5.29.17',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
  server: '1.3.6.1.5.5.7.3.1',
  client: '1.3.6.1.5.5.7.3.2',
};

/** Encodes and signs a certificate; returns its DER. */
export function certificateOf(content: Content, signingKey: KeyObject): Buffer {
  const { subject, publicKey, issuer = { name: subject, publicKey } } = content;
  const algorithm = sequence(objectId(oid.ecdsaWithSha256));
  const signed = sequence(
    tagged(0, new Integer({ value: 2 })),
    new Integer({ valueHex: bytes(serialNumber()) }),
    algorithm,
    nameOf(issuer.name),
    validity(),
    nameOf(subject),
    publicKeyOf(publicKey),
    tagged(3, sequence(...extensions(content, issuer.publicKey))),
  );
  const signature = sign('sha256', encoded(signed), signingKey);
  return encoded(sequence(signed, algorithm, new BitString({ valueHex: bytes(signature) })));
}

/** Wraps DER as PEM. */
export function pemOf(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function extensions(content: Content, issuerKey: Buffer): BaseBlock[] {
  const { isAuthority, usedFor, dnsNames, addresses } = content;
  // An authority signs certificates and lists of revoked ones (bits 5 and 6); everybody else signs handshakes (bit 0).
  const usage = isAuthority ? { byte: 0b0000_0110, unused: 1 } : { byte: 0b1000_0000, unused: 7 };
  const alternatives = [
    ...dnsNames.map((name) => context(2, Buffer.from(name, 'ascii'))),
    ...addresses.map((address) => context(7, addressBytes(address))),
  ];
  return [
    extension(
      oid.basicConstraints,
      isAuthority ? sequence(new BooleanBlock({ value: true }), new Integer({ value: 0 })) : sequence(),
      'critical',
    ),
    extension(
      oid.keyUsage,
      new BitString({ valueHex: bytes(Buffer.of(usage.byte)), unusedBits: usage.unused }),
      'critical',
    ),
    ...(usedFor.length > 0
      ? [extension(oid.extendedKeyUsage, sequence(...usedFor.map((use) => objectId(oid[use]))))]
      : []),
    ...(alternatives.length > 0 ? [extension(oid.subjectAlternativeName, sequence(...alternatives))] : []),
    isAuthority
      ? extension(oid.subjectKeyIdentifier, new OctetString({ valueHex: bytes(keyIdentifier(content.publicKey)) }))
      : extension(oid.authorityKeyIdentifier, sequence(context(0, keyIdentifier(issuerKey)))),
  ];
}

function extension(id: string, value: BaseBlock, critical?: 'critical'): Sequence {
  const content = new OctetString({ valueHex: bytes(encoded(value)) });
  return critical
    ? sequence(objectId(id), new BooleanBlock({ value: true }), content)
    : sequence(objectId(id), content);
}

function nameOf({ commonName, organisation }: Name): Sequence {
  const part = (id: string, value: string) =>
    new SetBlock({ value: [sequence(objectId(id), new Utf8String({ value }))] });
  return organisation === undefined
    ? sequence(part(oid.commonName, commonName))
    : sequence(part(oid.commonName, commonName), part(oid.organisation, organisation));
}

const year = 365.25 * 24 * 3600 * 1000;

/** From a year ago until twenty years from now, on the machine's clock, by which TLS judges it. */
function validity(): Sequence {
  const instant = (valueDate: Date) =>
    valueDate.getUTCFullYear() < 2050 ? new UTCTime({ valueDate }) : new GeneralizedTime({ valueDate });
  return sequence(instant(new Date(Date.now() - year)), instant(new Date(Date.now() + 20 * year)));
}

/** 16 random bytes that make a positive number without leading zeros. */
function serialNumber(): Buffer {
  const number = randomBytes(16);
  number[0] = ((number[0] as number) & 0x7f) | 0x40;
  return number;
}

function keyIdentifier(publicKey: Buffer): Buffer {
  return createHash('sha1').update(publicKey).digest();
}

function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  // The URL parser writes every IPv6 address the same way, with at most one gap.
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const groups = (part: string | undefined) => (part ? part.split(':').map((group) => Number.parseInt(group, 16)) : []);
  const [before, after] = [groups(head), groups(tail)];
  const all = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}

function sequence(...value: BaseBlock[]): Sequence {
  return new Sequence({ value });
}

function objectId(value: string): ObjectIdentifier {
  return new ObjectIdentifier({ value });
}

function tagged(tagNumber: number, value: BaseBlock): Constructed {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [value] });
}

function context(tagNumber: number, value: Buffer): Primitive {
  return new Primitive({ idBlock: { tagClass: 3, tagNumber }, valueHex: bytes(value) });
}

/** Such keys are all of one length, and end with the point: 4, x, y. */
function publicKeyOf(spki: Buffer): Sequence {
  const point = spki.subarray(-65);
  return sequence(sequence(objectId(oid.ecPublicKey), objectId(oid.p256)), new BitString({ valueHex: bytes(point) }));
}

function encoded(block: BaseBlock): Buffer {
  return Buffer.from(block.toBER());
}

function bytes(buffer: Buffer): ArrayBuffer {
  return Uint8Array.from(buffer).buffer;
}
