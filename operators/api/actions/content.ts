/** Content bundles: their upload, and what a host has of them. */
import type { ContentActions } from '../../operator';
import { type ApiAccess, done } from '../access';
import * as answers from '../answers/content';
import { bundleForm } from '../multipart';
import { operations } from '../operations';

export const contentActions = (access: ApiAccess): ContentActions => ({
  async uploadContent(bundle) {
    return done(await access.act({ operation: operations.uploadContent, upload: bundleForm(bundle) }));
  },

  breakOffUpload: (bundle, afterBytes) =>
    access.breakOff({ operation: operations.uploadContent, upload: bundleForm(bundle, afterBytes) }),

  uploadedContent: () => access.find(operations.uploadedContent, answers.uploadedContent),

  async contents() {
    return (await access.find(operations.contents, answers.contents)) ?? [];
  },

  async contentSync() {
    const sync = await access.find(operations.contentSync, answers.contentSync);
    if (sync === undefined) return { statusMessage: '', pending: [], errors: {} };
    return {
      statusMessage: access.told(sync.statusMessage),
      pending: sync.pending.map((item) => ({ ...item, message: access.told(item.message) })),
      errors: Object.fromEntries(Object.entries(sync.errors).map(([name, reason]) => [name, access.told(reason)])),
    };
  },
});
