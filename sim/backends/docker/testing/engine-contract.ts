/** What every {@link Engine} does, checked on a real one and on the fake one alike, so that the fake is worth something. */
import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import type { ContainerSpec, Engine, Labels } from '../engine/engine';
import { labelNames, ownerText, runLabels } from '../owned/labels';
import { thisMachine } from '../owned/machine';
import { sweep } from '../owned/sweep';
import { next } from './next';
import { type ProgramName, programs } from './programs';

/** @param image one that has a shell */
export function checkEngine(name: string, engine: Engine, image: string): void {
  const run = randomUUID();
  const mark = { id: run, owner: ownerText(process.pid, thisMachine()), started: new Date(), keep: false };

  /** Things of one check, which no other has. */
  function room() {
    const prefix = `hostlink-contract-${randomUUID().slice(0, 8)}`;
    const labels: Labels = { ...runLabels(mark), [labelNames.host]: prefix };
    return {
      prefix,
      labels,
      /** A network with a subnet that is free. */
      async network(): Promise<{ id: string; subnet: string }> {
        for (;;) {
          const part = `198.${18 + randomInt(2)}.${randomInt(256)}`;
          const subnet = `${part}.0/24`;
          try {
            return {
              subnet,
              id: await engine.createNetwork({ name: prefix, subnet, gateway: `${part}.1`, labels }),
            };
          } catch (error) {
            if ((error as { code?: string }).code !== 'SITE_SUBNET_TAKEN') throw error;
          }
        }
      },
      spec(program: ProgramName, more: Partial<ContainerSpec> = {}): ContainerSpec {
        return {
          name: `${prefix}-${program}`,
          image,
          labels,
          environment: {},
          command: programs[program],
          network: { name: 'none', address: '', hostName: program },
          mounts: [],
          scratch: [],
          addedCapabilities: [],
          limits: { memoryBytes: 32 * 2 ** 20, processes: 16, cpus: 1 },
          reads: false,
          ...more,
        };
      },
    };
  }

  /** A check that needs a network: containers have their addresses on it. */
  async function networkedRoom() {
    const own = room();
    const { id, subnet } = await own.network();
    let last = 1;
    const create = (program: ProgramName, more: Partial<ContainerSpec> = {}) => {
      last += 1;
      const address = subnet.replace('.0/24', `.${last}`);
      return engine.createContainer(
        own.spec(program, { network: { name: own.prefix, address, hostName: program }, ...more }),
      );
    };
    return { ...own, id, subnet, create };
  }

  describe(name, { concurrency: true }, () => {
    after(async () => {
      const { left } = await sweep(engine, { [labelNames.run]: run }, () => true);
      assert.deepEqual(left, []);
      assert.deepEqual(await engine.owned({ [labelNames.run]: run }), []);
      engine.close();
      await assert.rejects(engine.facts(), { code: 'SITE_CLOSED' });
    });

    test('it tells who it is, and of its images', async () => {
      const { version, apiVersion } = await engine.facts();
      assert.match(version, /^\d+\.\d+/);
      assert.match(apiVersion, /^\d+\.\d+$/);
      const facts = await engine.image(image);
      assert.equal(facts.name, image);
      assert.match(facts.id, /^sha256:/);
    });

    test('an image that it does not have is told by name', async () => {
      const missing = { code: 'SITE_IMAGE_MISSING', message: /has no image "hostlink\/no-such-image:0"/ };
      await assert.rejects(engine.image('hostlink/no-such-image:0'), missing);
      await assert.rejects(
        engine.createContainer(room().spec('waits', { image: 'hostlink/no-such-image:0' })),
        missing,
      );
    });

    test('a subnet is given out once', async () => {
      const { subnet, labels, prefix } = await networkedRoom();
      const again = { name: `${prefix}-b`, subnet, gateway: subnet.replace('.0/24', '.1'), labels };
      await assert.rejects(engine.createNetwork(again), { code: 'SITE_SUBNET_TAKEN' });
    });

    test('a container runs, ends in order when it is stopped, and runs again', async () => {
      const { create } = await networkedRoom();
      const id = await create('waits');
      const idle = { running: false, paused: false, exitCode: 0, outOfMemory: false, error: '' };
      assert.deepEqual(await engine.state(id), idle);
      const attached = await engine.attach(id);
      await engine.start(id);
      await engine.start(id);
      assert.deepEqual(await engine.state(id), { ...idle, running: true });
      // It listens to signals by then.
      assert.equal(await next(attached), 'up');
      await engine.stop(id, 10);
      await attached.ended;
      assert.deepEqual(await engine.state(id), idle);
      await engine.stop(id, 10);
      await engine.start(id);
      assert.equal((await engine.state(id)).running, true);
    });

    test('what does not end when asked to is ended', async () => {
      const { create } = await networkedRoom();
      const id = await create('deaf');
      await engine.start(id);
      await engine.stop(id, 0);
      assert.equal((await engine.state(id)).exitCode, 137);
    });

    test('a killed container has ended, though it was paused, and can be killed again', async () => {
      const { create } = await networkedRoom();
      const id = await create('deaf');
      await engine.start(id);
      await engine.pause(id);
      assert.deepEqual(await engine.state(id).then(({ running, paused }) => [running, paused]), [true, true]);
      await engine.kill(id);
      const state = await engine.state(id);
      assert.deepEqual([state.running, state.paused, state.exitCode], [false, false, 137]);
      await engine.kill(id);
    });

    test('pausing is undone, and refused where it makes no sense', async () => {
      const { create } = await networkedRoom();
      const id = await create('deaf');
      const refused = { code: 'SITE_ENGINE_REFUSED', attribution: 'environment' };
      await assert.rejects(engine.pause(id), refused);
      await engine.start(id);
      await engine.pause(id);
      await assert.rejects(engine.pause(id), refused);
      await engine.unpause(id);
      await assert.rejects(engine.unpause(id), refused);
      assert.equal((await engine.state(id)).paused, false);
    });

    test('the ends of containers are told with their exit codes, to those who watch for their labels', async () => {
      const { create, labels } = await networkedRoom();
      const watched = { [labelNames.host]: labels[labelNames.host] ?? '' };
      const seen: [string, number][] = [];
      const both = Promise.withResolvers<void>();
      const lost = (error: Error) => both.reject(error);
      const close = await engine.watch(watched, {
        ended: (id, code) => void (seen.push([id, code]) === 2 && both.resolve()),
        lost,
      });
      const others: string[] = [];
      const closeOther = await engine.watch(
        { [labelNames.host]: 'another one' },
        { ended: (id) => others.push(id), lost },
      );
      const [fails, deaf] = [await create('fails'), await create('deaf')];
      await engine.start(fails);
      await engine.start(deaf);
      await engine.kill(deaf);
      await both.promise;
      assert.deepEqual(
        new Map(seen),
        new Map([
          [fails, 7],
          [deaf, 137],
        ]),
      );
      close();
      closeOther();
      // Another pair of eyes sees that this one's end was told before it is asserted that nobody else was.
      const third = Promise.withResolvers<void>();
      const closeThird = await engine.watch(watched, { ended: () => third.resolve(), lost });
      await engine.start(deaf);
      await engine.kill(deaf);
      await third.promise;
      closeThird();
      assert.equal(seen.length, 2);
      assert.deepEqual(others, []);
    });

    test('what a container writes is its log, from any instant on', async () => {
      const { create } = await networkedRoom();
      const id = await create('fails');
      const attached = await engine.attach(id);
      await engine.start(id);
      await attached.ended;
      const all = await engine.logs(id, 0);
      assert.deepEqual([...all].sort(), ['one', 'two']);
      assert.deepEqual(await engine.logs(id, Date.now() + 60_000), []);
    });

    test('who is attached before the start misses nothing, writes, and is missed when gone', async () => {
      const { create } = await networkedRoom();
      const id = await create('echoes', { reads: true });
      const attached = await engine.attach(id);
      await engine.start(id);
      attached.write('a line\nand ');
      assert.equal(await next(attached), 'got a line');
      attached.write('another\n');
      assert.equal(await next(attached), 'got and another');
      const over = Promise.withResolvers<number>();
      const close = await engine.watch(
        { [labelNames.run]: run },
        {
          ended: (ended, code) => ended === id && over.resolve(code),
          lost: over.reject,
        },
      );
      attached.close();
      assert.equal(await over.promise, 3);
      await attached.ended;
      attached.write('nobody is there\n');
      close();
    });

    test('a container without input reads nothing', async () => {
      const { create } = await networkedRoom();
      const id = await create('echoes');
      const attached = await engine.attach(id);
      attached.write('unheard\n');
      await engine.start(id);
      await attached.ended;
      assert.deepEqual(await engine.logs(id, 0), []);
    });

    test('a container lives in the network of another one, while that runs', async () => {
      const { create, prefix } = await networkedRoom();
      const helper = await create('deaf');
      const id = await create('waits', { network: { of: helper }, name: `${prefix}-joined` });
      await assert.rejects(engine.start(id), { code: 'SITE_ENGINE_REFUSED', message: /non running container/ });
      await engine.start(helper);
      await engine.start(id);
      assert.equal((await engine.state(id)).running, true);
    });

    test('a name and an address are given to one container', async () => {
      const { create, subnet, prefix } = await networkedRoom();
      const network = { name: prefix, address: subnet.replace('.0/24', '.77'), hostName: 'alpha' };
      const [first, second] = [
        await create('deaf', { network }),
        await create('deaf', { network, name: `${prefix}-second` }),
      ];
      const refused = (message: RegExp) => ({ code: 'SITE_ENGINE_REFUSED', message });
      await assert.rejects(create('deaf'), refused(/name .* already in use/i));
      await engine.start(first);
      await assert.rejects(engine.start(second), refused(/address already in use/i));
    });

    test('what is not there is told', async () => {
      const refused = { code: 'SITE_ENGINE_REFUSED', message: /no such container/i };
      for (const ask of ['start', 'kill', 'pause', 'unpause', 'state', 'attach'] as const) {
        await assert.rejects(engine[ask](`${room().prefix}-nobody`), refused);
      }
    });

    test('all that has certain labels is listed, with what it uses, and removed, once or twice', async () => {
      const { create, labels, prefix, id: network } = await networkedRoom();
      const volume = { volume: `${prefix}-disk`, path: '/disk', readOnly: false, size: 2 ** 20 };
      const container = await create('deaf', { mounts: [volume] });
      await engine.start(container);
      await engine.pause(container);
      const own = { [labelNames.host]: prefix };
      const things = await engine.owned(own);
      assert.deepEqual(
        new Map(things.map(({ kind, id, name, uses }) => [kind, { id, name, uses: [...uses].sort() }])),
        new Map([
          ['container', { id: container, name: `${prefix}-deaf`, uses: [prefix, volume.volume].sort() }],
          ['network', { id: network, name: prefix, uses: [] }],
          ['volume', { id: volume.volume, name: volume.volume, uses: [] }],
        ]),
      );
      // A container has the labels of its image too.
      for (const thing of things) assert.deepEqual({ ...thing.labels, ...labels }, { ...thing.labels });
      const anyOfRun = { ...own, [labelNames.run]: '' };
      assert.equal((await engine.owned(anyOfRun)).length, 3);
      assert.deepEqual(await engine.owned({ ...own, [labelNames.run]: 'another' }), []);

      const refused = { code: 'SITE_ENGINE_REFUSED', message: new RegExp(`used by container "${prefix}-deaf"`) };
      const inUse = [{ kind: 'network', id: network } as const, { kind: 'volume', id: volume.volume } as const];
      for (const thing of inUse) await assert.rejects(engine.remove(thing), refused);
      await engine.kill(container);
      for (const thing of inUse) await assert.rejects(engine.remove(thing), refused);
      const twice = [`${prefix}-deaf`, container];
      await Promise.all(twice.map((id) => engine.remove({ kind: 'container', id })));
      for (const thing of [...inUse, ...inUse]) await engine.remove(thing);
      await engine.remove({ kind: 'container', id: container });
      assert.deepEqual(await engine.owned(own), []);
    });
  });
}
