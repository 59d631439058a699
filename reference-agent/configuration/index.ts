/** Proxy settings and CA certificates of a host: what may be asked for, and how far the host is with it. */
export { AppliedConfiguration } from './applied';
export { type ConfigurationRead, readConfiguration } from './read';
