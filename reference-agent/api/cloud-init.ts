import { readUserData } from '../user-data';

/**
 * User data in the published shape, `v1CloudInit`. The stages stay out: they may hold passwords of OS users, which are
 * nobody's business once the host is installed.
 */
export function cloudInitOf(userData: { readonly text: string; readonly name: string }): Record<string, unknown> {
  const { hostName, tags, managementMode } = readUserData(userData.text, userData.name);
  return {
    ...(hostName !== undefined && { hostName }),
    tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, { value }])),
    v1Management: { type: managementMode },
  };
}
