import { type Logger, pino } from 'pino';
import type { Clock } from '../outside/clock';
import { withoutSecrets } from './secrets';

/** A log without anybody to read it; the same for all hosts. */
const silent = pino({ level: 'silent' });

/**
 * The log of a host: one line of JSON per event, with the time of the host's clock and without the secrets in what was
 * passed beside the message. Messages themselves are fixed texts; nothing of a request belongs into them.
 *
 * @param options.log receives each line, without its end. Where it is absent, logging costs next to nothing.
 */
export function logger(options: { readonly clock: Clock; readonly log?: (line: string) => void }): Logger {
  const { clock, log } = options;
  if (log === undefined) return silent;
  const made = pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
      formatters: {
        level: (level) => ({ level }),
        log: (fields) => withoutSecrets(fields),
      },
      // Errors were already turned into fields, so that the secrets in them could be found.
      serializers: { err: (fields) => fields },
    },
    { write: (line) => log(line.trimEnd()) },
  );
  // pino formats the fields of the first logger only; those of its children come by here.
  const { child } = made;
  made.child = function (this: Logger, fields: object, childOptions?: object) {
    return child.call(this, withoutSecrets(fields), childOptions);
  } as Logger['child'];
  return made;
}
