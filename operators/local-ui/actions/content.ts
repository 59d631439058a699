/** Content bundles: their upload, and what the Content page shows of them. */
import type { Bundle, ContentActions, ContentEntry, ContentSync, Outcome } from '../../operator';
import { dialogOf } from '../acting';
import { type Desk, mainOf } from '../desk';
import { notShownHere } from '../not-shown';
import { inSteps } from '../steps';
import { rowsOf, type Tree, termValue } from '../tree';

export const contentActions = (desk: Desk): ContentActions => ({
  uploadContent: (bundle) => uploadContent(desk, bundle),

  async breakOffUpload() {
    throw notShownHere('breakOff');
  },

  async uploadedContent() {
    throw notShownHere('bytes');
  },

  contents: async () => contentsOf(desk, await desk.glance('content')),

  contentSync: async () => syncOf(desk, await desk.glance('content')),
});

function uploadContent(desk: Desk, { fileName, content }: Bundle): Promise<Outcome> {
  const { labels } = desk;
  return inSteps(desk, 'content', async (steps) => {
    const button = desk.main.getByRole('button', labels.beginning('content.actions'));
    await steps.menu(button, labels.text('content.actions'), 'content.upload');
    const file = { name: fileName, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
    await dialogOf(desk).getByLabel(labels.named('content.file').name).setInputFiles(file);
    await steps.confirm();
  });
}

function contentsOf({ labels }: Desk, tree: Tree): readonly ContentEntry[] {
  return (rowsOf(mainOf(tree), labels.text('content.table')) ?? []).map((row) => ({
    name: row.words(labels.text('content.name')),
    version: row.words(labels.text('content.version')),
    contentType: row.words(labels.text('content.type')),
  }));
}

function syncOf(desk: Desk, tree: Tree): ContentSync {
  const { labels } = desk;
  const main = mainOf(tree);
  const pending = (rowsOf(main, labels.text('content.sync')) ?? []).map((row) => ({
    name: row.words(labels.text('content.syncName')),
    status: row.words(labels.text('content.syncStatus')),
    source: row.words(labels.text('content.syncSource')),
    target: row.words(labels.text('content.syncTarget')),
    message: desk.told(row.words(labels.text('content.syncMessage'))),
  }));
  return { statusMessage: desk.told(termValue(main, labels.text('content.syncState')) ?? ''), pending, errors: {} };
}
