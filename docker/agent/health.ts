/** The image's health check: ends with 0 when this host's API answers. */
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { ownAddresses } from './address';
import { places } from './settings';

const { ports } = JSON.parse(readFileSync(join(places.state, 'host.json'), 'utf8')) as { ports: { api: number } };
process.exitCode = 1;
// A host that was given another address answers at that one only.
for (const address of ownAddresses()) {
  const url = `https://${address}:${ports.api}/v1/ping`;
  get(url, { rejectUnauthorized: false, timeout: 3000 }, ({ statusCode }) => {
    if (statusCode === 200) process.exit(0);
  }).on('error', (error) => console.error(`${url}: ${error.message}`));
}
