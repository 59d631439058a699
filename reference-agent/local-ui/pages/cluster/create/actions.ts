import type { Action, ActionResult, Visit } from '../../../page';
import { clusterPath } from '../answers';
import { configurationOf, type Draft, filled, withHosts, withoutHost, withoutPool, withPool } from './draft';
import { draftOf, forgetDraft, keepDraft } from './drafts';
import { createPath } from './paths';
import { stepFrom, stepOf } from './steps';

/** Where a step is shown. */
export function addressOf(draft: string, step: string): string {
  return `${createPath}?${new URLSearchParams({ draft, step })}`;
}

/** What can be done on the way to a cluster. */
export const actions: readonly Action[] = [
  {
    path: `${createPath}/step`,
    async act(visit, form): Promise<ActionResult> {
      const step = stepOf(visit.query.get('step'));
      const draft = filled(draftOf(visit).draft, form);
      const [what = '', which = ''] = (form.get('do') ?? 'next').split(' ', 2);
      if (what === 'back') return kept(visit, draft, stepFrom(step, -1).id);
      if (what === 'add-pool') return kept(visit, withPool(draft), step.id);
      if (what === 'remove-pool') return kept(visit, withoutPool(draft, Number(which)), step.id);
      if (what === 'remove-host') return kept(visit, withoutHost(draft, which), step.id);
      if (what === 'create') return await create(visit, draft);
      const refused = step.problem(visit, draft);
      if (refused === undefined) return kept(visit, draft, stepFrom(step, 1).id);
      // What was typed is not lost to a reload because of what is wrong with it.
      if (visit.query.has('draft')) keepDraft(visit, draft);
      return { refused };
    },
  },
  {
    path: `${createPath}/hosts`,
    async act(visit, form): Promise<ActionResult> {
      const chosen = form.getAll('host');
      if (chosen.length === 0) return { refused: 'No host is chosen; choose one, or cancel.' };
      const draft = filled(draftOf(visit).draft, form);
      return kept(visit, withHosts(draft, Number(form.get('pool')), chosen), 'nodes');
    },
  },
];

function kept(visit: Visit, draft: Draft, step: string): ActionResult {
  return { done: '', go: addressOf(keepDraft(visit, draft), step) };
}

async function create(visit: Visit, draft: Draft): Promise<ActionResult> {
  const done = await visit.api.send('POST', clusterPath, configurationOf(draft));
  if (done.refused !== undefined) return done;
  forgetDraft(visit);
  return { done: done.message, go: '/cluster' };
}
