import type { HttpBindings } from '@hono/node-server';
import type { Context as Call } from 'hono';
import {
  allDecided,
  type ContentStore,
  receiveUpload,
  UploadError,
  type UploadedBundle,
  uploadErrorCodes,
} from '../content';
import { addContent, contentsOf, mayLead } from '../domain';
import type { Context } from '../host/context';
import type { Group } from '../host/group';
import { OutsideError } from '../outside/errors';
import { failed, refused } from './answers';
import { registryContent, syncDetails, uploadedContent } from './content-shapes';
import type { Route } from './routes';

const base = '/v1/edge-mgmt';
const registry = `${base}/cluster/registry/content`;

/** Uploading content and what is shown of it, as published. A bundle belongs to the whole group. LEAD-2, LEAD-5, LINK-2. */
export function contentRoutes(context: Context, group: Group, store: ContentStore): Route[] {
  const { host } = context;

  /** The contents of the group that are on this host's disk. */
  const held = () => host.state.document.contents.filter(({ sha256 }) => store.bytesOf(sha256) !== undefined);

  return [
    {
      method: 'POST',
      path: `${base}/edgehosts/current/actions/upload-content`,
      audit: { actionType: 'action', kind: 'edgehost', message: 'A content bundle was uploaded.' },
      answer: async (call) => {
        // Before anything of it is read: a host that may not take it wants none of it on its disk.
        const follows = mayLead(host.state);
        if (follows) return refused(call, follows);
        try {
          return await propose(call, await receiveUpload(context, store, (call.env as HttpBindings).incoming));
        } catch (error) {
          if (error instanceof UploadError)
            return failed(call, uploadErrorCodes[error.code], error.code, error.message);
          if (!(error instanceof OutsideError)) throw error;
          context.log.error({ err: error }, 'an upload failed');
          return failed(call, 500, error.code, error.message);
        }
      },
    },
    {
      method: 'GET',
      path: `${base}/edgehosts/current/uploaded-content/details`,
      answer: (call) => {
        const last = held().at(-1);
        return last
          ? call.json(uploadedContent(last))
          : failed(call, 404, 'CONTENT_NONE', 'This host holds no uploaded content; upload a bundle first.');
      },
    },
    {
      method: 'GET',
      path: `${registry}/details`,
      answer: (call) => call.json({ status: held().map(registryContent) }),
    },
    {
      method: 'GET',
      path: `${registry}/sync-status/details`,
      answer: (call) => call.json(syncDetails(host.state, context.announcement(), group.peers())),
    },
  ];

  /** The bundle is on the disk; it is the group's once the group has decided so. */
  async function propose(call: Call, bundle: UploadedBundle): Promise<Response> {
    const { name, sha256, bytes, release } = bundle;
    const uploadedAt = new Date(context.clock.now()).toISOString();
    const uploadedTo = host.state.profile.id;
    const settle = () =>
      void whenDecided(release).catch((error) => context.log.warn({ err: error }, 'an upload stays for now'));
    const decision = await group.propose(addContent({ name, sha256, bytes, uploadedAt, uploadedTo })).catch((error) => {
      settle();
      throw error;
    });
    if (!decision.refused) {
      release();
      return call.json({ message: `"${name}" is uploaded.`, uploadPath: name }, 201);
    }
    // Where it is not known what was decided, it stays for now: it may be the only copy.
    if (decision.refused.code === 'NO_MAJORITY') settle();
    else await drop(release);
    return refused(call, decision.refused);
  }

  async function drop(release: () => void): Promise<void> {
    release();
    await store.collect(() => contentsOf(host.state));
  }

  /** Once enough leaders can be reached again; at the next boot where that takes longer. */
  async function whenDecided(release: () => void): Promise<void> {
    await allDecided(context, group, context.down);
    if (!context.down.aborted) await drop(release);
  }
}
