/** The host itself: what it is, its network, its settings, its power. */
import type { HostActions } from '../../operator';
import { type ApiAccess, done } from '../access';
import { configuration, configurationStatus } from '../answers/content';
import * as answers from '../answers/edge-host';
import { operations } from '../operations';

export const hostActions = (access: ApiAccess): HostActions => ({
  async facts() {
    return (await access.read(operations.edgeHost, answers.edgeHost)).facts;
  },

  managementMode: () => access.read(operations.settings, answers.managementMode),

  networkInterfaces: () => access.read(operations.networkInterfaces, answers.networkInterfaces),

  async managementInterface() {
    const selected = await access.read(operations.managementInterface, answers.selectedInterface);
    if (selected !== '') return selected;
    return access.read(operations.edgeHost, answers.defaultInterface);
  },

  async updateAddress(interfaceName, { address, subnet, gateway }) {
    const parameters = { name: interfaceName };
    const body = { type: 'static', ip: address, subnet, gateway };
    return done(await access.act({ operation: operations.configureInterface, parameters, body }));
  },

  configuration: () => access.read(operations.configuration, configuration),

  async updateConfiguration({ httpProxy, httpsProxy, noProxy, caCerts }) {
    const body = { httpProxy, httpsProxy, noProxy, caCerts };
    return done(await access.act({ operation: operations.updateConfiguration, body }));
  },

  async configurationStatus() {
    const status = await access.read(operations.configurationStatus, configurationStatus);
    return { ...status, errorMessage: access.told(status.errorMessage) };
  },

  async reboot() {
    return done(await access.act({ operation: operations.reboot }));
  },

  async reset() {
    return done(await access.act({ operation: operations.reset }));
  },
});
