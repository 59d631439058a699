import type { Agent } from 'node:http';
import type Docker from 'dockerode';
import type { EngineDoor } from './find';
import { readWholeAnswers } from './whole-answers';

/** dockerode behind this door. Nothing is sent yet. */
export function connect(door: EngineDoor, agent: Agent): Docker {
  // Loading it takes longer than finding out that there is no engine.
  const Dockerode = require('dockerode') as typeof import('dockerode');
  const options = {
    // Named one by one, as docker-modem takes from the environment whatever it is not told.
    socketPath: undefined,
    host: undefined,
    port: undefined,
    protocol: 'http' as const,
    pathPrefix: '/',
    timeout: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
    ...door,
    agent,
  };
  const docker = new Dockerode(options);
  readWholeAnswers(docker.modem);
  return docker;
}
