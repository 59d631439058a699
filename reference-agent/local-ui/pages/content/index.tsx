/** Content: the bundles of the group, how far they are on its hosts, and the upload of another one. */
import { mayLead } from '../../../domain';
import { Empty } from '../../components/empty';
import type { Page, Visit } from '../../page';
import { actions } from './actions';
import { type Bundle, contentPath, type SyncAnswer } from './answers';
import { Bundles } from './bundles';
import { Sync } from './sync';
import { Upload } from './upload';

export const content: Page = {
  path: '/content',
  name: 'Content',
  icon: 'content',
  actions,
  async show(visit) {
    const [{ status: bundles }, sync] = await Promise.all([
      visit.api.must<{ readonly status: readonly Bundle[] }>(`${contentPath}/details`),
      visit.api.must<SyncAnswer>(`${contentPath}/sync-status/details`),
    ]);
    const reason = mayLead(visit.state)?.message;
    return {
      lead: leadOf(visit),
      toolbar: <Upload reason={reason} />,
      body: (
        <>
          {(bundles.length > 0 || sync.pendingItems.length > 0) && <Sync visit={visit} sync={sync} />}
          {bundles.length > 0 ? <Bundles bundles={bundles} /> : <NoContent isFollower={reason !== undefined} />}
        </>
      ),
    };
  },
};

function leadOf({ state }: Visit): string {
  return state.document.members.length > 1
    ? 'What is uploaded to a leader is synced to all linked hosts.'
    : 'What is uploaded here is synced to the hosts that are linked with this one.';
}

function NoContent({ isFollower }: { readonly isFollower: boolean }) {
  return (
    <Empty icon="content" title="There is no content on this host">
      {isFollower
        ? 'It receives the bundles that are uploaded to the leader of its group.'
        : 'To bring a bundle to this host and to all that are linked with it, choose “Upload Content” under “Actions”.'}
    </Empty>
  );
}
