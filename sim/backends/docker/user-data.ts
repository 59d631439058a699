import { isMap, isSeq, parseDocument } from 'yaml';
import type { Credentials } from '../../../target';

/**
 * User data with the OS user who may log in, as the documentation tells hosts of one: in a stage of the boot. What has no
 * place for one stays as it is, since it is for the host to refuse it.
 */
export function withUser(userData: string, { username, password }: Credentials): string {
  const document = parseDocument(userData);
  const { contents, errors } = document;
  if (errors.length > 0 || (contents !== null && !isMap(contents))) return userData;
  const stages = document.get('stages') ?? undefined;
  if (stages !== undefined && !isMap(stages)) return userData;
  const initramfs = stages?.get('initramfs') ?? undefined;
  if (initramfs !== undefined && !isSeq(initramfs)) return userData;
  const stage = { users: { [username]: { passwd: password } } };
  if (initramfs !== undefined) initramfs.add(document.createNode(stage));
  else if (stages !== undefined) stages.set('initramfs', document.createNode([stage]));
  else document.set('stages', document.createNode({ initramfs: [stage] }));
  return document.toString();
}
