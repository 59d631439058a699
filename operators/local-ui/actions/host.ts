/** The host itself: what it is, its network, its settings, its power. */
import type { LocalUiLabel } from '../../../target';
import type { HostActions, HostConfiguration, HostFacts, NetworkInterface, Outcome } from '../../operator';
import { dialogOf, rowsWith } from '../acting';
import { type Desk, mainOf } from '../desk';
import { notShown } from '../errors';
import { beginningWith } from '../labels';
import { inSteps } from '../steps';
import { rowsOf, type TableRow, type Tree, termValue } from '../tree';

export const hostActions = (desk: Desk): HostActions => ({
  facts: async () => factsOf(desk, await desk.glance('edgeHost')),

  async managementMode() {
    return needed(desk, await desk.glance('settings'), 'settings.managementMode');
  },

  async networkInterfaces() {
    return interfaceRows(desk, await desk.glance('edgeHost')).map(({ shown }) => shown);
  },

  async managementInterface() {
    const rows = interfaceRows(desk, await desk.glance('edgeHost'));
    const marked = rows.find(({ isManagement }) => isManagement);
    if (marked !== undefined) return marked.shown.name;
    throw notShown(
      desk.where,
      `interface marked "${desk.labels.text('interfaces.management')}"`,
      `${rows.length} others`,
    );
  },

  updateAddress: (name, config) => updateAddress(desk, name, config),

  async configuration() {
    const main = mainOf(await desk.glance('edgeHost'));
    const shown = (label: LocalUiLabel): string => termValue(main, desk.labels.text(label)) ?? '';
    return {
      httpProxy: shown('proxy.http'),
      httpsProxy: shown('proxy.https'),
      noProxy: shown('proxy.none'),
      caCerts: certificatesIn(shown('proxy.certificates')),
    };
  },

  updateConfiguration: (configuration) => updateConfiguration(desk, configuration),

  async configurationStatus() {
    const [, state = '', errorMessage = ''] =
      /^(Not Configured|In Progress|Configured|Failed)?\s*(.*)$/is.exec(
        await needed(desk, await desk.glance('edgeHost'), 'proxy.status'),
      ) ?? [];
    return { state, errorMessage: desk.told(errorMessage) };
  },

  reboot: () => power(desk, 'menu.reboot'),

  reset: () => power(desk, 'menu.reset'),
});

function factsOf(desk: Desk, tree: Tree): HostFacts {
  const main = mainOf(tree);
  const term = (label: LocalUiLabel): string => termValue(main, desk.labels.text(label)) ?? '';
  const [, family = '', version = ''] = /^(.*?)\s*(\S*)$/s.exec(term('host.operatingSystem')) ?? [];
  const listed = interfaceRows(desk, tree).map(({ shown }) => shown.address);
  const addresses = new Set([term('host.address'), ...listed].filter((address) => address !== ''));
  return {
    id: needed(desk, tree, 'host.id'),
    name: term('host.name'),
    deploymentMode: term('host.deploymentMode').toLowerCase(),
    operatingSystem: { family, version },
    state: term('host.state'),
    addresses: [...addresses],
  };
}

/** The value of a term that the operator cannot do without. */
function needed(desk: Desk, tree: Tree, label: LocalUiLabel): string {
  const text = desk.labels.text(label);
  const value = termValue(mainOf(tree), text);
  if (value !== undefined && value !== '') return value;
  throw notShown(desk.where, `value of "${text}"`, value === undefined ? 'no such term' : 'an empty one');
}

interface InterfaceRow {
  readonly shown: NetworkInterface;
  readonly isManagement: boolean;
}

function interfaceRows({ labels }: Desk, tree: Tree): readonly InterfaceRow[] {
  const mark = labels.text('interfaces.management');
  return (rowsOf(mainOf(tree), labels.text('interfaces.table')) ?? []).map((row) => {
    const words = row.words(labels.text('interfaces.name'));
    const isMarked = words.toLowerCase().endsWith(` ${mark.toLowerCase()}`);
    return {
      shown: interfaceOf(labels, row, isMarked ? words.slice(0, -mark.length).trim() : words),
      isManagement: isMarked,
    };
  });
}

function interfaceOf(labels: Desk['labels'], row: TableRow, name: string): NetworkInterface {
  return {
    name,
    address: row.words(labels.text('interfaces.address')),
    subnet: row.words(labels.text('interfaces.subnet')),
    gateway: row.words(labels.text('interfaces.gateway')),
  };
}

function updateAddress(
  desk: Desk,
  name: string,
  { address, subnet, gateway }: Omit<NetworkInterface, 'name'>,
): Promise<Outcome> {
  const { labels } = desk;
  return inSteps(desk, 'edgeHost', async (steps) => {
    if (!interfaceRows(desk, steps.shown).some(({ shown }) => shown.name === name))
      steps.refuse(`The table "${labels.text('interfaces.table')}" has no interface "${name}".`);
    const row = rowsWith(beginningWith(name), desk.main);
    await steps.open(row.getByRole('button', labels.beginning('interfaces.edit')), labels.text('interfaces.edit'));
    const dialog = dialogOf(desk);
    await steps.choose('interfaces.type', 'interfaces.static', dialog);
    await steps.fill('interfaces.address', address, dialog);
    await steps.fill('interfaces.subnet', subnet, dialog);
    await steps.fill('interfaces.gateway', gateway, dialog);
    await steps.confirm();
  });
}

function updateConfiguration(desk: Desk, configuration: HostConfiguration): Promise<Outcome> {
  const { labels } = desk;
  return inSteps(desk, 'edgeHost', async (steps) => {
    const section = desk.main.getByRole('region', labels.named('proxy.section'));
    const button = section.getByRole('button', labels.beginning('proxy.edit'));
    await steps.open(button, `${labels.text('proxy.edit')} ${labels.text('proxy.section')}`);
    const dialog = dialogOf(desk);
    await steps.fill('proxy.http', configuration.httpProxy, dialog);
    await steps.fill('proxy.https', configuration.httpsProxy, dialog);
    await steps.fill('proxy.none', configuration.noProxy, dialog);
    await steps.fill('proxy.certificates', configuration.caCerts.join('\n'), dialog);
    await steps.confirm();
  });
}

/** Certificates in the words of a page, which have no lines. */
function certificatesIn(words: string): readonly string[] {
  return [...words.matchAll(/-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----/gs)].map(([, body = '']) => {
    const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
    return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  });
}

function power(desk: Desk, entry: 'menu.reboot' | 'menu.reset'): Promise<Outcome> {
  return inSteps(desk, 'edgeHost', async (steps) => {
    const button = desk.page.getByRole('button', desk.labels.beginning('menu.user'));
    await steps.menu(button, desk.labels.text('menu.user'), 'menu.actions', entry);
    await steps.confirm();
  });
}
