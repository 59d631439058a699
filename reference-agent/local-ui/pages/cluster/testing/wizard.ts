import assert from 'node:assert/strict';
import type { Form, Visitor } from '../../../testing/visitor';

/** Somebody on the way to a cluster, as the script of the pages goes it. */
export class Wizard {
  /** Of the page that is shown. */
  address = '/cluster/create';

  constructor(readonly visitor: Visitor) {}

  async shown(): Promise<string> {
    const { status, html } = await this.visitor.get(this.address);
    assert.equal(status, 200);
    return html;
  }

  /** Sends the form of the step that is shown; why it was refused, where it was. */
  async send(form: Form = {}, action = 'step'): Promise<string | undefined> {
    const [, query = ''] = this.address.split('?');
    const { refused, go } = await this.visitor.act(`/cluster/create/${action}?${query}`, form);
    if (typeof go === 'string') this.address = go;
    return refused as string | undefined;
  }

  /** Goes on, which is not refused. */
  async next(form: Form = {}): Promise<void> {
    assert.equal(await this.send(form), undefined);
  }

  /** Add Edge Hosts. */
  async add(pool: number, ...hosts: readonly { readonly id: string }[]): Promise<void> {
    const form = { pool: String(pool), host: hosts.map(({ id }) => id) };
    assert.equal(await this.send(form, 'hosts'), undefined);
  }

  /** As far as Node config. */
  async toNodes(form: { readonly name?: string; readonly virtualIp?: string } = {}): Promise<void> {
    const { name = 'north', virtualIp = '10.0.0.9' } = form;
    await this.next({ name });
    await this.next();
    await this.next({ virtualIp });
  }
}
