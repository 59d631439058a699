import { managementMode } from './settings';
import { anyObject, flag, list, map, object, type Shape, text, words } from './shapes';

const networkInterface = object(
  { gateway: text, ipAddress: text, nameserver: list(text) },
  { type: words('static', 'dhcp') },
);

const network = object({
  caCerts: list(text),
  httpProxy: text,
  httpsProxy: text,
  interfaces: map(networkInterface),
  noProxy: text,
});

const registryCredentials = object({
  certificates: list(text),
  domain: text,
  encodedPassword: flag,
  insecure: flag,
  password: text,
  repositoryName: text,
  username: text,
});

const management = object(
  { edgeHostToken: text, insecure: flag, paletteEndpoint: text, projectName: text },
  { type: managementMode },
);

export const userData: Shape = object({
  hostName: text,
  network,
  registryCredentials,
  stages: text,
  tags: map(anyObject),
  v1Management: management,
});
