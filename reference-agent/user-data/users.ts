import type { Section } from './section';

/** An OS user, who may log in to the Local UI and API. */
export interface User {
  readonly username: string;
  readonly password: string;
}

/** Users of all steps of all stages that have a password. Where one is named twice, the later step counts. */
export function readUsers(steps: readonly Section[]): readonly User[] {
  const passwords = new Map<string, string>();
  for (const step of steps) {
    const users = step.section('users');
    for (const username of users.keys()) {
      const password = users.section(username).secret('passwd');
      if (password !== undefined) passwords.set(username, plain(users.section(username), password));
    }
  }
  return Array.from(passwords, ([username, password]) => ({ username, password }));
}

/** Hashes are refused: read as a password, what an operator knows would not work and what the file shows would. */
function plain(user: Section, password: string): string {
  if (/^\$[0-9a-z]+\$/.test(password)) throw user.impossible('passwd', 'a password hash', 'a password in plain text');
  return password;
}
