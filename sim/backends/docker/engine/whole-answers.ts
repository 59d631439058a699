import type { IncomingMessage } from 'node:http';
import { addAbortSignal } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** The part of docker-modem that every call goes through. */
interface Modem {
  dial(options: DialOptions, callback?: Callback): void;
}

// biome-ignore lint/suspicious/noExplicitAny: docker-modem's own callback takes whatever it got.
type Callback = (error: Error | null, answer: any) => void;

interface DialOptions {
  path: string;
  isStream?: boolean | undefined;
  abortSignal?: AbortSignal;
}

/**
 * Makes calls end where the connection breaks in the middle of an answer: docker-modem itself then waits for ever for the
 * rest, as an engine that was killed never sends it.
 */
export function readWholeAnswers(modem: Modem): void {
  const dial = modem.dial.bind(modem);
  modem.dial = (options, callback = () => {}) => {
    if (options.isStream) return dial(options, callback);
    dial({ ...options, isStream: true }, (error, answer: IncomingMessage) => {
      if (error) return callback(error, null);
      whole(answer, options.abortSignal).then(
        (content) => callback(null, content),
        (trouble) => callback(trouble, null),
      );
    });
  };
}

async function whole(answer: IncomingMessage, signal: AbortSignal | undefined): Promise<unknown> {
  if (signal !== undefined) addAbortSignal(signal, answer);
  const content = await buffer(answer);
  const isJson = answer.headers['content-type']?.startsWith('application/json') ?? false;
  return isJson && content.length > 0 ? JSON.parse(content.toString()) : content;
}
