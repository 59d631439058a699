/** What every host of the measurements is, whoever starts it: by `docker/CONTRACT.md`, with the simulator's own limits. */
import { referenceImage as target } from '../../target/reference-agent';
import { spec } from '../linked-site';

export const image = `hostlink/reference-agent:${target.version}`;
export const helperImage = 'hostlink/helper:1';

const mebibyte = 2 ** 20;
export const hostLimits = { memoryBytes: 768 * mebibyte, processes: 256, cpus: 2 };
export const environment = { EDGE_DEPLOYMENT_MODE: 'appliance', EDGE_OS: 'ubuntu:22.04' };
export const scratch = {
  '/tmp': 'rw,exec,nosuid,nodev,size=64m,mode=1777',
  '/var/lib/edge-host': 'rw,nosuid,nodev,size=256m,mode=1777',
};
export const userDataPlace = '/etc/edge-host/user-data.yaml';
export const apiPort = 5080;

/** With the user who may log in, which the simulator adds by itself. */
export const userData = `${spec('bare').userData}stages:
  initramfs:
    - users:
        ${target.credentials.username}:
          passwd: ${target.credentials.password}
`;
