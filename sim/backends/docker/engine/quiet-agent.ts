import { Agent } from 'node:http';
import { inspect } from 'node:util';

/**
 * An agent that shows nothing of itself. docker-modem renders all it is told, to any depth, before each call for a debug log
 * that nobody reads: with all sockets of an agent that is 50 milliseconds of computing for one of a hundred calls side by side.
 */
export class QuietAgent extends Agent {
  [inspect.custom](): string {
    return 'QuietAgent';
  }
}
