/** Tokens, links and the table of linked hosts. */
import type { Operations } from '../../../target';
import { type LinkActions, type LinkStatus, NotOffered, type Outcome } from '../../operator';
import { type ApiAccess, done } from '../access';
import * as answers from '../answers/link';
import type { Answer } from '../caller';
import { operations, unpublished } from '../operations';
import type { Answered } from '../session';

export const linkActions = (access: ApiAccess, offered: Operations): LinkActions => ({
  async generateToken() {
    const outcome = await access.act({ operation: operations.generateToken });
    if (!outcome.accepted) return outcome;
    const token = access.parse(outcome.value, answers.linkToken);
    access.redactor.learn('link token', token.text);
    return { accepted: true, value: token };
  },

  async stopTokenGeneration() {
    const named = offered.stopTokenGeneration;
    if (!named) throw new NotOffered('The target names no API operation that stops token generation.');
    return done(await access.act({ operation: unpublished(named) }));
  },

  async link(token) {
    access.redactor.learn('link token', token);
    return linkedOutcome(access, await access.act({ operation: operations.link, body: { token } }));
  },

  async unlink({ id }) {
    return done(await access.act({ operation: operations.unlink, query: { peerId: id } }));
  },

  async linkedHosts() {
    const answer = await access.fetch({ operation: operations.linkStatus });
    if (answer.status === 404) return { status: 'unlinked', errorMessage: '', hosts: [] };
    return linkStatus(access, access.successful(answer));
  },
});

/** A success that names the status `Failed` is a refusal, too. */
export function linkedOutcome(access: ApiAccess, outcome: Answered<Answer>): Outcome<LinkStatus> {
  if (!outcome.accepted) return outcome;
  const value = linkStatus(access, outcome.value);
  if (value.status !== 'Failed') return { accepted: true, value };
  return { accepted: false, status: outcome.value.status, reason: value.errorMessage || 'Failed' };
}

function linkStatus(access: ApiAccess, answer: Answer): LinkStatus {
  const status = access.parse(answer, answers.linkStatus);
  return { ...status, errorMessage: access.told(status.errorMessage) };
}
