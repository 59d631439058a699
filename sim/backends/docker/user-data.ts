import { parseDocument } from 'yaml';
import type { Credentials } from '../../../target';

/** User data with the OS user who may log in, as the documentation tells hosts of one: in a stage of the boot. */
export function withUser(userData: string, { username, password }: Credentials): string {
  const document = parseDocument(userData);
  const stage = { users: { [username]: { passwd: password } } };
  if (document.hasIn(['stages', 'initramfs'])) document.addIn(['stages', 'initramfs'], document.createNode(stage));
  else document.setIn(['stages', 'initramfs'], document.createNode([stage]));
  return document.toString();
}
