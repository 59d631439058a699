import { z } from 'zod';
import type { Configuration } from '../domain';
import { certificateFault } from './ca-certificate';
import { noProxyFault, proxyFault } from './proxy';

/** A configuration that can be used, or one sentence that says why it cannot. */
export type ConfigurationRead =
  | { readonly configuration: Configuration; readonly fault?: undefined }
  | { readonly fault: string; readonly configuration?: undefined };

/** More certificates than any site needs. */
const mostCertificates = 64;

const shape = z.object({
  httpProxy: z.string().default(''),
  httpsProxy: z.string().default(''),
  noProxy: z.string().default(''),
  caCerts: z.array(z.string()).default([]),
});

/**
 * Reads what an operator asks for (`v1EdgeHostConfigurations`). It is the whole configuration: what is absent is empty.
 * @param body the JSON of the request, or undefined where there was none
 */
export function readConfiguration(body: unknown): ConfigurationRead {
  const read = shape.safeParse(body);
  if (!read.success) return { fault: shapeFault(read.error) };
  const configuration = read.data;
  const { httpProxy, httpsProxy, noProxy, caCerts } = configuration;
  if (caCerts.length > mostCertificates) {
    return { fault: `"caCerts" holds ${caCerts.length} certificates; give at most ${mostCertificates}.` };
  }
  const fault =
    proxyFault('httpProxy', httpProxy) ??
    proxyFault('httpsProxy', httpsProxy) ??
    noProxyFault(noProxy) ??
    caCerts.map((pem, index) => certificateFault(index, pem)).find((found) => found !== undefined);
  return fault === undefined ? { configuration } : { fault };
}

function shapeFault(error: z.ZodError): string {
  const [first] = error.issues;
  const where = first?.path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join('');
  if (!where) return 'The body is no JSON object; give "httpProxy", "httpsProxy", "noProxy" and "caCerts".';
  return where === 'caCerts'
    ? '"caCerts" is no list; give a list of PEM certificates.'
    : `"${where}" is no text; give a text, or leave it out.`;
}
