/** What happens to an act when the browser gives up a request because networks came or went. No browser is needed for it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HostFault, type Outcome } from '../operator';
import { Redactor } from '../redaction';
import { actOn, conclude, refused } from './acting';
import { Desk } from './desk';
import { NetworkChanged } from './errors';
import { Labels } from './labels';

const changed = new NetworkChanged('GET / met: a network of this machine that came or went meanwhile.');

function deskWith(seconds = 60): Desk {
  const host = {
    name: 'alpha',
    endpoint: 'https://alpha',
    address: '10.0.0.1',
    credentials: { username: 'ann', password: 'correct-horse' },
  };
  const settings = { executable: '/nowhere', headed: false, slowMo: 0 };
  const options = { record: () => assert.fail('Nothing is asked for.') };
  return new Desk({ host, labels: new Labels(), seconds, settings, options, redactor: new Redactor() });
}

/** Rejects with each of these in turn, and then resolves. */
function failing(...errors: readonly Error[]) {
  const left = [...errors];
  const tried = { times: 0 };
  const action = async (): Promise<string> => {
    tried.times += 1;
    const error = left.shift();
    if (error !== undefined) throw error;
    return 'done';
  };
  return { action, tried };
}

describe('a turn that networks disturbed', () => {
  test('is taken again, as nothing was sent', async () => {
    const { action, tried } = failing(changed, changed);
    assert.equal(await deskWith().inTurn(action), 'done');
    assert.equal(tried.times, 3);
  });

  test('is not where there is no time left', async () => {
    const { action, tried } = failing(changed);
    await assert.rejects(deskWith(-1).inTurn(action), changed);
    assert.equal(tried.times, 1);
  });

  test('is not where something was done in it already', async () => {
    const desk = deskWith();
    const { action, tried } = failing(changed);
    const reloading = async (): Promise<string> => {
      // Without a window there is nothing to load anew; that it was to be is what counts.
      await assert.rejects(desk.reload(changed), TypeError);
      return action();
    };
    await assert.rejects(desk.inTurn(reloading), changed);
    assert.equal(tried.times, 1);
    assert.equal(await desk.inTurn(async () => desk.disturbed), undefined);
  });

  test('is not where the host is to blame', async () => {
    const { action, tried } = failing(new HostFault('HOST_RESET', 'It is gone.'));
    await assert.rejects(deskWith().inTurn(action), { code: 'HOST_RESET' });
    assert.equal(tried.times, 1);
  });
});

/** A desk at which pages come to rest, are loaded anew and were answered as the test says. */
function standIn(change: object): Desk {
  const itself = { mark: () => 0, inTurn: (action: () => unknown) => action(), isLogin: () => false, told: String };
  return { ...itself, ...change } as unknown as Desk;
}

describe('an act whose page was not seen', () => {
  const settled = () => Promise.reject(changed);
  const reload = async () => ['what it shows now'];
  const step = async () => undefined;

  test('was done where the host said so: the page is loaded anew', async () => {
    const acted = await conclude(standIn({ settled, reload, statusOfAct: () => 303 }), [], step);
    assert.deepEqual(acted, { accepted: true, value: ['what it shows now'] });
  });

  test('is not known to have been done where the host said nothing, or refused', async () => {
    for (const status of [undefined, 409])
      await assert.rejects(conclude(standIn({ settled, reload, statusOfAct: () => status }), [], step), changed);
  });

  test('says nothing of the host if it is refused later', async () => {
    const open = async () => ({ accepted: true, value: [] });
    const no = refused('There is one already.');
    const yes = { accepted: true, value: undefined } as const;
    const act = (outcome: Outcome, disturbed?: NetworkChanged) =>
      actOn(standIn({ open, disturbed }), 'cluster', async () => outcome);
    await assert.rejects(act(no, changed), changed);
    assert.deepEqual([await act(yes, changed), await act(no)], [yes, no]);
  });
});
