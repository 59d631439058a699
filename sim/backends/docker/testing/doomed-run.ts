/** A run of its own process, to be killed: makes a network, a container and a volume of the name it is given, says so, and waits. */
import { dockerEngine } from '../engine/dockerode';
import { makeOne } from './make-one';

async function main([name = '']: readonly string[]): Promise<void> {
  await makeOne(dockerEngine(), name);
  process.stdout.write('made\n');
  process.stdin.resume();
}

void main(process.argv.slice(2));
