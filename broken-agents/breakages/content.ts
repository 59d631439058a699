import type { Breakage } from '../breakage';

// Content bundles: what the pages "Link Hosts" and "Upload Content" say of them.

export const content: readonly Breakage[] = [
  {
    id: 'takes-no-uploads',
    what: 'A leader refuses every upload.',
    caughtBy: {
      'LEAD-2': '.',
      'LEAD-5': 'The leader takes a bundle',
      'LINK-2': '.',
      'X-FOL-1': 'A follower does not replace|A host that was a follower is free',
      'X-CNT-1': '.',
      'X-CNT-2': '.',
      'X-CNT-3': 'A follower (whose disk is full|that is off)',
      'X-CNT-4': 'leaves nothing$|leaves the bundle of that name|leads nowhere',
      'X-RST-1': 'no content left|receives content anew',
      'X-DUR-1': 'A group is what it was|A cluster and its leaders|The rest of a control plane',
      'X-API-1': '^Content$',
    },
    edits: [
      {
        file: 'reference-agent/api/content.ts',
        find: 'const follows = (0, domain_1.mayLead)(host.state);',
        replace: "const follows = { code: 'FOLLOWS', message: 'This host takes no bundles.' };",
      },
    ],
  },
  {
    id: 'keeps-content-to-itself',
    what: 'Hosts list the bundles of their group and receive none of them.',
    caughtBy: {
      'LEAD-2': 'A follower that is left receives',
      'LINK-2': 'The first follower receives',
      'X-CNT-3': 'A bundle of which (3|12|30|4|20) packets had passed',
    },
    edits: [
      {
        file: 'reference-agent/content/spread.ts',
        find: 'const next = this.#missing().find(',
        replace: 'const next = [].find(',
      },
    ],
  },
  {
    id: 'content-for-everybody',
    what: 'Every host on the network takes over every bundle, linked or not.',
    caughtBy: {
      'LEAD-2': 'A bundle stays in the group|A follower that is left receives',
      'LINK-2': 'A host that was not linked receives nothing',
    },
    edits: [
      {
        file: 'reference-agent/api/content.ts',
        find: 'const held = () => host.state.document.contents.filter(({ sha256 }) => store.bytesOf(sha256) !== undefined);',
        replace: `const everybody = (globalThis.contentsOnTheNetwork ??= new Map());
    const held = () => {
        for (const each of host.state.document.contents) everybody.set(each.sha256, each);
        return [...everybody.values()];
    };`,
      },
    ],
  },
  {
    id: 'names-pile-up',
    what: 'A bundle of a name that is there already is listed beside it.',
    caughtBy: { 'X-CNT-2': '.' },
    edits: [
      {
        file: 'reference-agent/domain/contents.ts',
        find: 'document.contents.filter(({ name }) => name !== content.name)',
        replace: 'document.contents',
      },
    ],
  },
  {
    id: 'always-synced',
    what: 'Every host is shown as Synced, whatever it has.',
    caughtBy: { 'X-CNT-3': 'A follower (whose disk is full|that is off)' },
    edits: [
      {
        file: 'reference-agent/domain/contents.ts',
        find: 'if (document.contents.length === 0)',
        replace: 'if (document)',
      },
    ],
  },
  {
    id: 'half-bundles',
    what: 'Whatever arrived of an upload when it breaks off is taken for the bundle.',
    caughtBy: {
      'X-CNT-4': 'breaks off in the middle leaves nothing|leaves the bundle of that name as it was',
    },
    edits: [
      {
        file: 'reference-agent/content/upload.ts',
        find: "parser.on('file', (field, file, name) => void take(field, file, name).catch(reject));",
        replace:
          "parser.on('file', (field, file, name) => { parser.half = file; take(field, file, name).catch(reject); });",
      },
      {
        file: 'reference-agent/content/upload.ts',
        find: 'const stop = () => reject(brokenOff(signal.reason));',
        replace: 'const stop = () => { parser.half?.push(null); setImmediate(resolve); };',
      },
    ],
  },
  {
    id: 'any-name',
    what: 'A bundle keeps the name that it was sent with, and one without a file is nothing wrong.',
    caughtBy: {
      'X-CNT-4':
        'name (has a slash|leads out|has a backslash|is two dots|has a control|has 300)|An upload without a file is refused',
    },
    edits: [
      {
        file: 'reference-agent/content/upload.ts',
        find: 'const name = (0, file_name_1.bundleName)(sentName);',
        replace: 'const name = sentName;',
      },
      {
        file: 'reference-agent/api/content.ts',
        find: 'if (error instanceof content_1.UploadError)',
        replace:
          "if (error.code === 'UPLOAD_WITHOUT_FILE') return call.json({ message: '', uploadPath: '' }, 201);\n                    if (error instanceof content_1.UploadError)",
      },
    ],
  },
];
