import { health } from './conditions';
import { edgeHost, nodeRole } from './edge-host';
import { integer, list, object, type Shape, text, words } from './shapes';

export const linkToken: Shape = object({ interval: integer, remainingTime: integer, token: text });

const peer = object({
  config: edgeHost,
  contentSyncStatus: text,
  health,
  id: text,
  ip: text,
  localUIPort: text,
  nodeRole,
  overlayIP: text,
  role: text,
  status: text,
});

export const linkStatus: Shape = object({
  errorMessage: text,
  peers: list(peer),
  status: words('Pending', 'InProgress', 'Completed', 'Failed'),
});
