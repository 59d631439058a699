import type { LocalUiHost } from './host';

/** Calls back whenever something of the host changes that a page may show, until what it returns is called. */
export function watch({ context, group, contents }: LocalUiHost, changed: () => void): () => void {
  const nothing = { cancel: () => {} };
  let nextToken = nothing;
  const tell = () => {
    nextToken.cancel();
    const token = group.leader.currentToken;
    nextToken = token ? context.clock.after(token.remainingTime * 1000, tell) : nothing;
    changed();
  };
  const ignore = [context.host.onChange(tell), group.onNews(changed), contents.onChange(changed)];
  tell();
  return () => {
    nextToken.cancel();
    for (const stop of ignore) stop();
  };
}
