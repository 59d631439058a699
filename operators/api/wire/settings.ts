import { flag, map, object, type Shape, words } from './shapes';

export const managementMode: Shape = words('central', 'local');

export const settings: Shape = object({
  featureFlags: map(flag),
  installationMode: words('airgap', 'connected'),
  managementMode,
});
