import type { GroupDocument } from '../domain';
import type { DocumentNews } from './messages';

/** What somebody who knows a version of this document has to be told. */
export function newsSince(document: GroupDocument, version: number): DocumentNews {
  const { members, ...rest } = document;
  return {
    rest,
    ids: members.map((member) => member.facts.id),
    members: members.filter((member) => member.since > version),
  };
}

/** The document that these news make of a known one; undefined where they leave something open. */
export function withNews(known: GroupDocument, { rest, ids, members }: DocumentNews): GroupDocument | undefined {
  const all = new Map([...known.members, ...members].map((member) => [member.facts.id, member]));
  const present = ids.flatMap((id) => all.get(id) ?? []);
  return present.length === ids.length ? { ...rest, members: present } : undefined;
}
