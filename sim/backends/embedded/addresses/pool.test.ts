import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { BlockPool, type Claim, hostPort } from './pool';

const answering = (...codes: (string | undefined)[]): { claim: Claim; asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    claim: async (guard) => {
      asked.push(guard);
      return codes.length > 1 ? codes.shift() : codes[0];
    },
  };
};

test('no two pools of a process get the same block', async () => {
  const pools = [new BlockPool(), new BlockPool()];
  const blocks = await Promise.all(pools.flatMap((pool) => [pool.take(), pool.take(), pool.take()]));
  assert.equal(new Set(blocks.map((block) => block.prefix)).size, 6);
});

test('a claimed block cannot be claimed again, nor can a thread of its own claim it', async () => {
  const { guard } = await new BlockPool().take();
  const rival = createServer().listen(hostPort, guard);
  const [error] = (await once(rival, 'error')) as [NodeJS.ErrnoException];
  assert.equal(error.code, 'EADDRINUSE');
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     require('node:net').createServer().on('error', (error) => parentPort.postMessage(error.code))
       .listen(${hostPort}, '${guard}', () => parentPort.postMessage('claimed'));`,
    { eval: true },
  );
  const [outcome] = await once(worker, 'message');
  await worker.terminate();
  assert.equal(outcome, 'EADDRINUSE');
});

test('the block of a thread that ended can be claimed again', async () => {
  const worker = new Worker(
    `require('ts-node/register/transpile-only');
     const { BlockPool } = require(${JSON.stringify(join(__dirname, 'pool'))});
     const { parentPort } = require('node:worker_threads');
     new BlockPool().take().then((block) => parentPort.postMessage(block.guard));
     parentPort.once('message', () => undefined);`,
    { eval: true },
  );
  const [guard] = await once(worker, 'message');
  await worker.terminate();
  const next = createServer().listen(hostPort, guard);
  await once(next, 'listening');
  next.close();
});

test('a block given back serves the next site, and its addresses last of all', async () => {
  const pool = new BlockPool();
  const block = await pool.take();
  const address = block.take();
  pool.giveBack(block);
  const again = await pool.take();
  assert.equal(again, block);
  assert.notEqual(again.take(), address);
});

test('another block is tried while blocks are taken', async () => {
  const { claim, asked } = answering('EADDRINUSE', 'EADDRINUSE', undefined);
  const block = await new BlockPool('own', claim).take();
  assert.equal(block.guard, asked[2]);
});

test('a port in use everywhere is said in one sentence, as the fault of the environment', async () => {
  await assert.rejects(new BlockPool('own', answering('EADDRINUSE').claim).take(), {
    code: 'SITE_PORT_IN_USE',
    attribution: 'environment',
    message: /^Port 5080 is in use [^.]*\.$/,
  });
});

test('a machine without such addresses shares 127.0.0.1, and claims nothing', async () => {
  const { claim, asked } = answering('EADDRNOTAVAIL');
  const pool = new BlockPool('own', claim);
  const [first, second] = [await pool.take(), await pool.take()];
  assert.equal(pool.addressing, 'shared');
  assert.equal(asked.length, 1);
  assert.notEqual(first.prefix, second.prefix);
});

test('any other refusal names the address and the cause', async () => {
  await assert.rejects(new BlockPool('own', answering('EACCES').claim).take(), {
    code: 'SITE_NO_ADDRESSES',
    attribution: 'environment',
    message: /127\.\d+\.\d+\.254:5080.*EACCES/,
  });
});
