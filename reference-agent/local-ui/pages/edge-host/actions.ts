import { resultOf } from '../../action';
import type { Action, ActionResult } from '../../page';
import { current, network } from './paths';

/** What can be done on the page. */
export const actions: readonly Action[] = [
  {
    path: '/network',
    async act({ api, host }, form): Promise<ActionResult> {
      const [name, ip] = [form.get('interface') ?? '', field(form, 'ip')];
      const config =
        form.get('type') === 'dhcp'
          ? { type: 'dhcp' }
          : { type: 'static', ip, subnet: field(form, 'subnet'), gateway: field(form, 'gateway') };
      const { address, apiPort } = host.context.facts();
      const isOwnAddress = host.context.network.interfaces()[0]?.name === name;
      const done = await api.send('PUT', `${network}/interfaces/${encodeURIComponent(name)}/config`, config);
      const moves = isOwnAddress && config.type === 'static' && ip !== address;
      return resultOf(done, moves ? { moves: `https://${ip}:${apiPort}/` } : {});
    },
  },
  {
    path: '/proxy',
    async act({ api }, form) {
      const text = (name: string) => field(form, name);
      const configuration = {
        httpProxy: text('httpProxy'),
        httpsProxy: text('httpsProxy'),
        noProxy: text('noProxy'),
        caCerts: certificatesOf(text('caCerts')),
      };
      return resultOf(await api.send('PUT', `${current}/configurations`, configuration));
    },
  },
];

function field(form: URLSearchParams, name: string): string {
  return form.get(name)?.trim() ?? '';
}

/** Each of the PEM certificates in a text; what is none stays, so that the host can say what is wrong with it. */
function certificatesOf(text: string): readonly string[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/(?<=-----END [A-Z ]+-----)/)
    .map((pem) => pem.trim())
    .filter((pem) => pem !== '')
    .map((pem) => `${pem}\n`);
}
