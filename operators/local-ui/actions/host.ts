/** The host itself: what it is, its network, its settings, its power. */
import type { LocalUiLabel } from '../../../target';
import type { HostActions, HostConfiguration, HostFacts, NetworkInterface, Outcome } from '../../operator';
import { actOn, confirm, dialogOf, done, refused, rowsWith, use, useMenu } from '../acting';
import { type Desk, mainOf } from '../desk';
import { notShown } from '../errors';
import { beginningWith } from '../labels';
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

async function updateAddress(
  desk: Desk,
  name: string,
  config: { readonly address: string; readonly subnet: string; readonly gateway: string },
): Promise<Outcome> {
  const { labels } = desk;
  return done(
    await actOn(desk, 'edgeHost', async (shown) => {
      const found = interfaceRows(desk, shown).find((row) => row.shown.name === name);
      if (found === undefined)
        return refused(`The table "${labels.text('interfaces.table')}" has no interface "${name}".`);
      const row = rowsWith(beginningWith(name), desk.main);
      const button = row.getByRole('button', labels.beginning('interfaces.edit'));
      const refusal = await use(desk, button, labels.text('interfaces.edit'));
      if (refusal !== undefined) return refusal;
      const dialog = dialogOf(desk);
      const choice = dialog.getByRole('combobox', labels.named('interfaces.type'));
      await choice.selectOption({ label: labels.text('interfaces.static') });
      await dialog.getByRole('textbox', labels.named('interfaces.address')).fill(config.address);
      await dialog.getByRole('textbox', labels.named('interfaces.subnet')).fill(config.subnet);
      await dialog.getByRole('textbox', labels.named('interfaces.gateway')).fill(config.gateway);
      return confirm(desk, shown);
    }),
  );
}

async function updateConfiguration(desk: Desk, configuration: HostConfiguration): Promise<Outcome> {
  const { labels } = desk;
  return done(
    await actOn(desk, 'edgeHost', async (shown) => {
      const section = desk.main.getByRole('region', labels.named('proxy.section'));
      const button = section.getByRole('button', labels.beginning('proxy.edit'));
      const refusal = await use(desk, button, `${labels.text('proxy.edit')} ${labels.text('proxy.section')}`);
      if (refusal !== undefined) return refusal;
      const dialog = dialogOf(desk);
      const fields: readonly (readonly [LocalUiLabel, string])[] = [
        ['proxy.http', configuration.httpProxy],
        ['proxy.https', configuration.httpsProxy],
        ['proxy.none', configuration.noProxy],
        ['proxy.certificates', configuration.caCerts.join('\n')],
      ];
      for (const [label, value] of fields) await dialog.getByRole('textbox', labels.named(label)).fill(value);
      return confirm(desk, shown);
    }),
  );
}

/** Certificates in the words of a page, which have no lines. */
function certificatesIn(words: string): readonly string[] {
  return [...words.matchAll(/-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----/gs)].map(([, body = '']) => {
    const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
    return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  });
}

async function power(desk: Desk, entry: 'menu.reboot' | 'menu.reset'): Promise<Outcome> {
  return done(
    await actOn(desk, 'edgeHost', async (shown) => {
      const button = desk.page.getByRole('button', desk.labels.beginning('menu.user'));
      const refusal = await useMenu(desk, button, desk.labels.text('menu.user'), 'menu.actions', entry);
      return refusal ?? confirm(desk, shown);
    }),
  );
}
