import { request } from 'node:https';
import type { TestContext } from 'node:test';
import { configFolder, docker, images, newName, until } from './docker';

export const credentials = { username: 'operator', password: 'correct-horse-battery' };
export const userData = `#cloud-config
stylus: { managementMode: local, enableMultiNode: true }
stages: { initramfs: [{ users: { ${credentials.username}: { passwd: ${credentials.password} } } }] }
`;

/** What a host said. */
export interface Said {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers as a reader would.
  readonly body: any;
}

/** A host of the image under test beside its helper, as the harness makes them: without privilege, read-only. */
export class ImageHost {
  private constructor(
    readonly name: string,
    readonly helper: string,
    /** Folder of this machine in which the host finds its user data. */
    readonly config: string,
    public address: string,
  ) {}

  /** @param options further arguments of `docker create` */
  static async make(context: TestContext, ...options: string[]): Promise<ImageHost> {
    const name = newName();
    const helper = `${name}-helper`;
    const config = await configFolder(context, userData);
    context.after(async () => {
      await docker('rm', '--force', name, helper);
      await docker('network', 'rm', name);
      await docker('volume', 'rm', `${name}-disk`);
    });
    const tmpfs = ['--opt', 'type=tmpfs', '--opt', 'device=tmpfs', '--opt', 'o=mode=1777,size=64m'];
    await Promise.all([
      docker('volume', 'create', ...tmpfs, `${name}-disk`),
      docker('network', 'create', '--internal', name),
    ]);
    const disk = ['--volume', `${name}-disk:/disk`];
    const mayChangeAddresses = ['--cap-drop', 'ALL', '--cap-add', 'NET_ADMIN'];
    await docker(
      ...['run', '--detach', '--interactive', '--name', helper, '--network', name, ...mayChangeAddresses],
      ...[...disk, images.helper, 'sh'],
    );
    await docker(
      ...['create', '--name', name, '--network', `container:${helper}`, '--read-only', '--tmpfs', '/tmp'],
      ...['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--memory', '768m', '--pids-limit', '256'],
      ...['--volume', `${config}:/etc/edge-host:ro`, '--volume', `${name}-disk:/var/lib/edge-host`],
      ...['--env', 'EDGE_DEPLOYMENT_MODE=agent', '--env', 'EDGE_OS=rhel:9.4', ...options, images.agent],
    );
    const address = await docker(
      'inspect',
      '--format',
      '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}',
      helper,
    );
    return new ImageHost(name, helper, config, address);
  }

  /** Resolves when it answers. */
  async powerOn(): Promise<void> {
    await docker('start', this.name);
    await until(() => this.answersAt(this.address));
  }

  /** Shuts down in order; resolves to the exit code. */
  async shutDown(): Promise<number> {
    await docker('stop', '-t', '10', this.name);
    return Number(await this.state('{{.State.ExitCode}}'));
  }

  async cutPower(): Promise<void> {
    await docker('kill', this.name);
  }

  state(format: string): Promise<string> {
    return docker('inspect', '--format', format, this.name);
  }

  async answersAt(address: string): Promise<boolean> {
    return (await this.ask('GET', '/v1/ping', { address }).catch(() => undefined))?.status === 200;
  }

  async logIn(): Promise<string> {
    const { body } = await this.ask('POST', '/v1/users/default/login', { body: credentials });
    return body.Token.Authorization;
  }

  /** Asks the host something, as the holder of a session where one is given. */
  ask(
    method: string,
    path: string,
    options: { readonly address?: string; readonly session?: string; readonly body?: object } = {},
  ): Promise<Said> {
    const { address = this.address, session, body } = options;
    const headers = { 'content-type': 'application/json', ...(session && { authorization: session }) };
    const where = {
      host: address,
      port: 5080,
      method,
      path,
      headers,
      rejectUnauthorized: false,
      agent: false,
    } as const;
    return new Promise((resolve, reject) => {
      request({ ...where, timeout: 5000 }, (response) => {
        const chunks: Buffer[] = [];
        response
          .on('data', (chunk) => chunks.push(chunk))
          .on('end', () => {
            const text = Buffer.concat(chunks).toString();
            const isJson = response.headers['content-type'] === 'application/json';
            resolve({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text });
          });
      })
        .on('timeout', function (this: { destroy(error: Error): void }) {
          this.destroy(new Error(`${address} is silent`));
        })
        .on('error', reject)
        .end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}
