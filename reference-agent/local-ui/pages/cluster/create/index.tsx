/** Create cluster: one step after the other. What is filled in is kept by the host, under an id in the page's address. */
import type { Page, Visit } from '../../../page';
import { type Bundle, contentPath } from '../../content/answers';
import { mayCreate } from '../reasons';
import { actions } from './actions';
import { draftOf } from './drafts';
import { createPath } from './paths';
import { Progress } from './progress';
import { StepFields } from './step-fields';
import { StepForm } from './step-form';
import { stepOf, steps } from './steps';

export const createPage: Omit<Page, 'icon' | 'inner'> = {
  path: createPath,
  name: 'Create cluster',
  actions,
  async show(visit) {
    const { draft, isLost } = draftOf(visit);
    const step = isLost ? steps[0] : stepOf(visit.query.get('step'));
    const { status: bundles } = await visit.api.must<{ readonly status: readonly Bundle[] }>(`${contentPath}/details`);
    return {
      body: (
        <div class="wizard card">
          <Progress current={step} />
          <Notice visit={visit} isLost={isLost} />
          <div class="step">
            <h2>{step.name}</h2>
            <StepFields visit={visit} step={step} draft={draft} profiles={bundles.map(({ name }) => name)} />
          </div>
          <StepForm step={step} query={isLost ? '' : visit.query.toString()} reason={mayCreate(visit)} />
        </div>
      ),
    };
  },
};

function Notice({ visit, isLost }: { readonly visit: Visit; readonly isLost: boolean }) {
  const reason = mayCreate(visit);
  if (reason !== undefined) return <p class="notice">{reason}</p>;
  return isLost && <p class="notice">What was filled in is not kept any longer than the host is up; begin again.</p>;
}
