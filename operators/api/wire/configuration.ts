/** Proxy settings and CA certificates of a host, and how far their change is. */
import { list, object, type Shape, text, words } from './shapes';

export const configuration: Shape = object({
  caCerts: list(text),
  httpProxy: text,
  httpsProxy: text,
  noProxy: text,
});

export const configurationStatus: Shape = object({
  errorMessage: text,
  state: words('Not Configured', 'In Progress', 'Configured', 'Failed'),
});
