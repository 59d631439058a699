import { every, type Match, matched, mismatch } from './match';

/** A bundle as it was uploaded: what a host has of it has to be this. */
export interface Uploaded {
  readonly fileName: string;
  /** Hex, lower case. */
  readonly sha256: string;
  readonly bytes: number;
}

/** What one host tells of its content, at one moment. */
export interface ContentView {
  /** Of the host. */
  readonly name: string;
  /** The bundle that was uploaded last; undefined where it tells of none. */
  readonly last: Uploaded | undefined;
  /** What its Content page lists: names with versions, in order. */
  readonly entries: readonly string[];
  /** Why content is missing, in the host's own words. */
  readonly reasons: readonly string[];
}

/** The bundle that it has last is this one, byte for byte. */
export function hasWhole(view: ContentView, bundle: Uploaded): Match {
  const { last } = view;
  const same = last?.sha256 === bundle.sha256 && last.bytes === bundle.bytes && last.fileName === bundle.fileName;
  return same ? matched : mismatch(describe(view));
}

/** It has none of these bundles: neither as the last one nor on its Content page. */
export function hasNoneOf(view: ContentView, bundles: readonly Uploaded[]): Match {
  const has = bundles.some((bundle) => view.last?.sha256 === bundle.sha256 || lists(view, bundle.fileName).matches);
  return has ? mismatch(`${describe(view)} and lists ${listed(view)}`) : matched;
}

/** Its Content page lists the bundle, by its file name, with or without the ending. */
export function lists(view: ContentView, fileName: string): Match {
  return view.entries.some((entry) => isNamed(entry, fileName))
    ? matched
    : mismatch(`"${view.name}" lists ${listed(view)}`);
}

/** Its Content page lists the bundle in one row only: an earlier one of the name is gone. */
export function listsOnce(view: ContentView, fileName: string): Match {
  const rows = view.entries.filter((entry) => isNamed(entry, fileName));
  return rows.length === 1 ? matched : mismatch(`"${view.name}" lists ${listed(view)}`);
}

/** All have the same one of these bundles last. */
export function haveSameLast(views: readonly ContentView[], bundles: readonly Uploaded[]): Match {
  const possible = bundles.some((bundle) => views.every((view) => hasWhole(view, bundle).matches));
  return possible ? matched : mismatch(views.map(describe).join('; '));
}

/** All list the same, and something. */
export function listTheSame(views: readonly ContentView[]): Match {
  const pages = new Set(views.map((view) => view.entries.join('\n')));
  if (pages.size === 1 && views[0]?.entries.length !== 0) return matched;
  return mismatch(views.map((view) => `"${view.name}" lists ${listed(view)}`).join('; '));
}

/** It has what it had before, and lists what it listed. */
export function unchangedContent(before: ContentView, now: ContentView): Match {
  const same = before.last?.sha256 === now.last?.sha256 && before.last?.fileName === now.last?.fileName;
  return same && before.entries.join('\n') === now.entries.join('\n')
    ? matched
    : mismatch(
        `${describe(now)} and lists ${listed(now)}, where before ${describe(before)} and listed ${listed(before)}`,
      );
}

/** It tells no file name that a folder could not hold as it is: one with slashes, control characters or no end. */
export function tellsPlainNames(view: ContentView): Match {
  const name = view.last?.fileName;
  const plain = name === undefined || (/^[^/\\\p{Cc}]{1,255}$/u.test(name) && !/^\.*$/.test(name));
  return plain ? matched : mismatch(`"${view.name}" tells of a bundle named ${JSON.stringify(name).slice(0, 80)}`);
}

/** One of them tells why content is missing. */
export function tellsReason(views: readonly ContentView[]): Match {
  return views.some((view) => view.reasons.some((reason) => reason.trim() !== ''))
    ? matched
    : mismatch(`${views.map((view) => `"${view.name}"`).join(' and ')} tell no reason`);
}

/** As {@link hasWhole}, of all of them. */
export function allHaveWhole(views: readonly ContentView[], bundle: Uploaded): Match {
  return every(views.map((view) => hasWhole(view, bundle)));
}

function isNamed(entry: string, fileName: string): boolean {
  return entry.startsWith(`${fileName} `) || entry.startsWith(`${fileName.replace(/\.[^.]*$/, '')} `);
}

function describe({ name, last }: ContentView): string {
  if (last === undefined) return `"${name}" tells of no bundle`;
  return `"${name}" has "${last.fileName.slice(0, 80)}" of ${last.bytes} bytes with the SHA-256 ${last.sha256.slice(0, 12)}…`;
}

function listed({ entries }: ContentView): string {
  return entries.length === 0 ? 'nothing' : entries.map((entry) => `"${entry.trim()}"`).join(', ');
}
