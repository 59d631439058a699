/**
 * What a person looks for on the pages: each word as the documentation prints it, and where it does. Where a page of it tells
 * what there is to see and not what it is called, the published API's word or a plain one stands here, and a target's
 * configuration most likely says another. It can replace any of them.
 */
import type { LocalUi, LocalUiLabel } from '../../target';

/** A word of the pages. */
export interface Label {
  readonly text: string;
  /** Page and heading of the documentation. */
  readonly source: string;
}

const access = 'Access Local UI';
const link = 'Link Hosts: Link Hosts, Procedure';
const unlink = 'Link Hosts: Unlink Hosts, Procedure';
const stop = 'Link Hosts: Remove Leader Node Status, Procedure';
const validate = 'Link Hosts: Link Hosts, Validate';
const shared = 'Link Hosts: Link Hosts';
const prerequisites = 'Link Hosts: Unlink Hosts, Prerequisites';
const upload = 'Upload Content Bundle';
const network = 'Configure Network';
const proxy = 'Configure HTTP Proxy';
const create = 'Create Local Cluster';
const scale = 'Scale a Cluster';
const deletion = 'Delete a Cluster';
const power = 'Reset and Reboot';
const userData = 'Installer Reference';

export const labels: Readonly<Record<LocalUiLabel, Label>> = {
  'login.userName': { text: 'User name', source: access },
  'login.password': { text: 'Password', source: access },
  'login.logIn': { text: 'Log in', source: access },
  'menu.main': { text: 'Main Menu', source: link },
  'menu.edgeHost': { text: 'Edge Host', source: network },
  'menu.linkedEdgeHosts': { text: 'Linked Edge Hosts', source: link },
  'menu.content': { text: 'Content', source: upload },
  'menu.cluster': { text: 'Cluster', source: create },
  'menu.settings': { text: 'Settings', source: userData },
  'menu.user': { text: 'User Menu', source: access },
  'menu.actions': { text: 'Actions', source: power },
  'menu.signOut': { text: 'Sign out', source: access },
  'menu.reboot': { text: 'Reboot', source: power },
  'menu.reset': { text: 'Reset to factory default', source: power },
  'dialog.confirm': { text: 'Confirm', source: link },
  'host.id': { text: 'Host ID', source: access },
  'host.name': { text: 'Name', source: access },
  'host.state': { text: 'State', source: prerequisites },
  'host.address': { text: 'IP address', source: access },
  'host.deploymentMode': { text: 'Deployment mode', source: 'Link Hosts: Link Hosts, Limitations' },
  'host.operatingSystem': { text: 'Operating system', source: 'Link Hosts: Link Hosts, Limitations' },
  'interfaces.table': { text: 'Network Interfaces', source: network },
  'interfaces.name': { text: 'Name', source: network },
  'interfaces.address': { text: 'IP address', source: network },
  'interfaces.subnet': { text: 'Subnet', source: network },
  'interfaces.gateway': { text: 'Gateway', source: network },
  'interfaces.management': { text: 'Management', source: network },
  'interfaces.edit': { text: 'Edit', source: network },
  'interfaces.type': { text: 'Type', source: network },
  'interfaces.static': { text: 'Static', source: network },
  'proxy.section': { text: 'HTTP Proxy', source: proxy },
  'proxy.http': { text: 'HTTP proxy', source: proxy },
  'proxy.https': { text: 'HTTPS proxy', source: proxy },
  'proxy.none': { text: 'No proxy', source: proxy },
  'proxy.certificates': { text: 'CA certificates', source: proxy },
  'proxy.status': { text: 'Configuration status', source: proxy },
  'proxy.edit': { text: 'Edit', source: proxy },
  'settings.managementMode': { text: 'Management mode', source: userData },
  'links.generate': { text: 'Generate token', source: link },
  'links.stop': { text: 'Stop token generation', source: stop },
  'links.token': { text: 'Token', source: link },
  'links.expires': { text: 'Expires in', source: link },
  'links.link': { text: 'Link this device to another', source: link },
  'links.enter': { text: 'Token', source: link },
  'links.unlink': { text: 'Unlink', source: unlink },
  'links.state': { text: 'Link status', source: validate },
  'links.table': { text: 'Linked Edge Hosts', source: validate },
  'links.address': { text: 'IP address', source: unlink },
  'links.role': { text: 'Role', source: 'Link Hosts: Leader Hosts' },
  'links.status': { text: 'Status', source: shared },
  'links.content': { text: 'Content', source: upload },
  'links.health': { text: 'Health', source: shared },
  'content.actions': { text: 'Actions', source: upload },
  'content.upload': { text: 'Upload Content', source: upload },
  'content.file': { text: 'Content bundle', source: upload },
  'content.table': { text: 'Content', source: upload },
  'content.name': { text: 'Name', source: upload },
  'content.type': { text: 'Type', source: upload },
  'content.version': { text: 'Version', source: upload },
  'content.sync': { text: 'Content sync', source: upload },
  'content.syncName': { text: 'Name', source: upload },
  'content.syncSource': { text: 'Source', source: upload },
  'content.syncTarget': { text: 'Target', source: upload },
  'content.syncStatus': { text: 'Status', source: upload },
  'content.syncMessage': { text: 'Message', source: upload },
  'content.syncState': { text: 'Sync status', source: upload },
  'cluster.create': { text: 'Create cluster', source: create },
  'cluster.next': { text: 'Next', source: create },
  'cluster.clusterName': { text: 'Cluster name', source: create },
  'cluster.virtualIp': { text: 'Virtual IP address', source: create },
  'cluster.controlPlanePool': { text: 'Control plane pool', source: create },
  'cluster.workerPool': { text: 'Worker pool', source: create },
  'cluster.poolName': { text: 'Pool name', source: create },
  'cluster.addHosts': { text: 'Add Edge Hosts', source: create },
  'cluster.removeHost': { text: 'Remove', source: create },
  'cluster.addWorkerPool': { text: 'Add node pool', source: create },
  'cluster.name': { text: 'Name', source: create },
  'cluster.state': { text: 'Status', source: create },
  'cluster.reason': { text: 'Reason', source: create },
  'cluster.nodes': { text: 'Nodes', source: scale },
  'cluster.nodeName': { text: 'Name', source: scale },
  'cluster.nodeAddress': { text: 'IP address', source: scale },
  'cluster.nodeHost': { text: 'Host ID', source: scale },
  'cluster.nodeStatus': { text: 'Status', source: scale },
  'cluster.deleteNode': { text: 'Delete', source: scale },
  'cluster.configurePool': { text: 'Pool Configuration', source: scale },
  'cluster.addItem': { text: 'Add Item', source: scale },
  'cluster.deletePool': { text: 'Delete pool', source: scale },
  'cluster.addPool': { text: 'Add Node Pool', source: scale },
  'cluster.actions': { text: 'Actions', source: deletion },
  'cluster.delete': { text: 'Delete', source: deletion },
};

/** A name as playwright looks for it: whole, whatever its case and spaces. */
export interface Named {
  readonly name: RegExp;
}

/** The words of one implementation's pages. */
export class Labels {
  constructor(private readonly own: NonNullable<LocalUi['labels']> = {}) {}

  text(label: LocalUiLabel): string {
    return this.own[label] ?? labels[label].text;
  }

  named(label: LocalUiLabel): Named {
    return named(this.text(label));
  }

  /** With more to it, as `Edit eth0` for `Edit`. */
  beginning(label: LocalUiLabel): Named {
    return { name: new RegExp(`^\\s*${pattern(this.text(label))}\\b`, 'i') };
  }
}

/** Exactly these words. */
export const named = (text: string): Named => ({ name: new RegExp(`^\\s*${pattern(text)}\\s*$`, 'i') });

/**
 * These words of a host, letter for letter, and after a space whatever the page adds to them: `eth0` of `eth0 Management`, and
 * not of `eth0.100`.
 */
export const beginningWith = (text: string): Named => ({ name: new RegExp(`^\\s*${pattern(text)}(\\s|$)`) });

const pattern = (text: string): string =>
  text
    .trim()
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/\s+/g, '\\s+');
