import { Field } from '../components/field';
import type { LocalUiHost } from '../host';
import { Document } from './document';
import { Mark } from './mark';

interface LoginProps {
  readonly host: LocalUiHost;
  /** Path of the page that comes afterwards. */
  readonly next: string;
  readonly username?: string;
  /** Why the last attempt was refused. */
  readonly failed?: string;
  /** The person was logged in before. */
  readonly isEnded?: boolean;
}

/** The login page: any OS user of the host. */
export function Login({ host, next, username = '', failed, isEnded = false }: LoginProps) {
  const { name } = host.context.host.state.profile;
  return (
    <Document title={`Log in · ${name} · Local UI`} class="outside">
      <main class="card login" id="main">
        <Mark />
        <h1>Log in</h1>
        <p class="lead">
          Local UI of <strong>{name}</strong>
        </p>
        {isEnded && (
          <p class="notice" role="status">
            Your session has ended, and what you did last was not carried out. Log in again to go on where you were.
          </p>
        )}
        <form method="post" action="/login">
          <input type="hidden" name="next" value={next} />
          <Field
            id="username"
            name="username"
            label="User name"
            value={username}
            autocomplete="username"
            required
            autofocus
          />
          <Field
            id="password"
            name="password"
            label="Password"
            type="password"
            autocomplete="current-password"
            required
          />
          <p class="alert" role="alert" data-keeps>
            {failed}
          </p>
          <button type="submit" class="button primary wide">
            Log in
          </button>
        </form>
      </main>
    </Document>
  );
}
