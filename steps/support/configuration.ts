import { X509Certificate } from 'node:crypto';
import type { HostConfiguration, Outcome } from '../../operators/operator';
import { caCertificate } from './ca-certificate';
import { remember } from './linking';
import { type Match, matched, mismatch } from './matchers/match';
import type { SuiteWorld } from './world';

/** A configuration with this proxy server, and the certificate authority that it takes. */
export function behindProxy(proxy: string, caCert: string = caCertificate): HostConfiguration {
  return { httpProxy: proxy, httpsProxy: proxy, noProxy: '10.0.0.0/8,.example', caCerts: [caCert] };
}

export async function configure(world: SuiteWorld, on: string, configuration: HostConfiguration): Promise<Outcome> {
  world.settings.set(configuration);
  return world.ask(on, (operator) => operator.updateConfiguration(configuration));
}

/** Tries a change, with what all hosts had before kept for comparison. */
export async function tryToConfigure(world: SuiteWorld, on: string, configuration: HostConfiguration): Promise<void> {
  await remember(world);
  const names = await world.hostsOn();
  const before = await Promise.all(names.map(async (name) => [name, await readConfiguration(world, name)] as const));
  world.settings.remember(new Map(before));
  world.memory.answered(`another configuration for "${on}"`, await configure(world, on, configuration));
}

export function readConfiguration(world: SuiteWorld, name: string): Promise<HostConfiguration> {
  return world.ask(name, (operator) => operator.configuration());
}

/** A host's configuration says the same. What encloses a certificate does not count. */
export function sameConfiguration(host: string, seen: HostConfiguration, wanted: HostConfiguration): Match {
  const plain = ({ caCerts, ...proxies }: HostConfiguration): string =>
    JSON.stringify([proxies.httpProxy, proxies.httpsProxy, proxies.noProxy, ...caCerts.map(fingerprint)]);
  return plain(seen) === plain(wanted) ? matched : mismatch(`"${host}" has ${describe(seen)}`);
}

function fingerprint(pem: string): string {
  try {
    return new X509Certificate(pem).fingerprint256;
  } catch {
    return pem.trim();
  }
}

function describe({ httpProxy, httpsProxy, noProxy, caCerts }: HostConfiguration): string {
  const proxies = [httpProxy, httpsProxy, noProxy].map((value) => `"${value}"`).join(', ');
  return `the proxy settings ${proxies} and ${caCerts.length} CA certificates`;
}
