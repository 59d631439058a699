import { NotOffered, type Operator } from '../../operators/operator';

/**
 * What a host has that it would not have after its first boot, as ends of the sentence "it still ...". Logs in anew, so
 * that its user is seen to be one. Reads one after the other, over one connection: side by side, handshakes would be most
 * of what it costs.
 */
export async function remains(operator: Operator): Promise<readonly string[]> {
  const facts = await operator.facts();
  const links = await operator.linkedHosts();
  const token = await generatesTokens(operator);
  const uploaded = await operator.uploadedContent();
  const contents = await operator.contents();
  const sync = await operator.contentSync();
  const configuration = await operator.configuration();
  const cluster = await operator.cluster();
  const { httpProxy, httpsProxy, noProxy, caCerts } = configuration;
  const others = links.hosts.filter(({ id }) => id !== facts.id);
  const found: readonly (readonly [boolean, string])[] = [
    [others.length > 0, `shows ${others.length} linked hosts`],
    [token, 'generated tokens'],
    [uploaded !== undefined || contents.length > 0, 'has content'],
    [sync.pending.length > 0 || Object.keys(sync.errors).length > 0, 'tells of content that is missing'],
    [httpProxy !== '' || httpsProxy !== '' || noProxy !== '' || caCerts.length > 0, 'has a configuration'],
    [cluster !== undefined, 'shows a cluster'],
  ];
  return found.filter(([is]) => is).map(([, what]) => what);
}

/** The only sign that every way in has: there is something to stop. A host that offers no stop is believed. */
async function generatesTokens(operator: Operator): Promise<boolean> {
  try {
    return (await operator.stopTokenGeneration()).accepted;
  } catch (error) {
    if (error instanceof NotOffered) return false;
    throw error;
  }
}
