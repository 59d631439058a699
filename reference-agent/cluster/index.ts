/**
 * Clusters as hosts live them: {@link NodeDriver} does a node's work on every host, {@link Coordinator} lets the leaders
 * conclude from it. What they follow is decided in `domain/cluster`. No Kubernetes runs: a node's work is a record on its
 * disk that takes its time.
 */
export { type CoordinatedGroup, Coordinator } from './coordinator';
export { NodeDriver, type NodeDriverOptions } from './node-driver';
