/**
 * Hosts in containers of a Docker engine: of the reference image, or of any image that keeps `docker/CONTRACT.md`.
 *
 * A host is two containers. The helper holds the network namespace with the host's address, and the host's disk; the image
 * under test joins it without any privilege. So networks, faults, addresses and disks outlive power cuts.
 */
import type { Ground } from '../../ground';
import type { SiteOptions } from '../../site';
import type { Backend } from '../backend';

/** A site on the engine. Rejects where the engine is not there or lacks the image. */
export declare function dockerBackend(options: SiteOptions): Promise<Backend>;
/** See `prepare`: finds the engine and the image, and sweeps what dead runs left. */
export declare function prepareDocker(options: Pick<SiteOptions, 'docker'>): Promise<Ground>;
/** See `releaseHosts`. */
export declare function releaseDockerHosts(): Promise<void>;
