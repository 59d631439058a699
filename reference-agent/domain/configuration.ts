import type { Change, Configuration, GroupDocument } from './document';
import { next } from './state';

/** What a host without any configuration shows. */
export const noConfiguration: Configuration = { httpProxy: '', httpsProxy: '', noProxy: '', caCerts: [] };

/** A leader changes the configuration of its group, as a whole; an empty one takes it away. LEAD-3, LEAD-8. */
export function configure(configuration: Configuration): Change {
  return (document) => {
    if (isSameConfiguration(configuration, document.configuration)) return document;
    if (!isSameConfiguration(configuration, undefined)) return next(document, { configuration });
    const { configuration: _, ...rest } = document;
    return next(rest satisfies GroupDocument, {});
  };
}

/** Whether two configurations say the same. Having none is the same as having an empty one. */
export function isSameConfiguration(one: Configuration | undefined, other: Configuration | undefined): boolean {
  const [a, b] = [one ?? noConfiguration, other ?? noConfiguration];
  return (
    a === b ||
    (a.httpProxy === b.httpProxy &&
      a.httpsProxy === b.httpsProxy &&
      a.noProxy === b.noProxy &&
      a.caCerts.length === b.caCerts.length &&
      a.caCerts.every((pem, index) => pem === b.caCerts[index]))
  );
}
