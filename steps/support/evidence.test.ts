import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Exchange, HostFault } from '../../operators/operator';
import { Expectation, NotClaimed } from './errors';
import { EvidenceLog } from './evidence';

const finding = { host: 'alpha', operation: 'GET /v1/ping', path: 'body', expected: 'text', seen: '1' };
const exchange: Exchange = {
  host: 'alpha',
  startedAt: 0,
  milliseconds: 1,
  method: 'GET',
  path: '/v1/ping',
  newConnection: true,
  requestBody: undefined,
  status: 200,
  responseBody: '1',
  fault: undefined,
  findings: [finding],
};
const logs = { alpha: ['a line'] };

describe('evidence', () => {
  it('of a passed scenario is brief: how many exchanges, and the findings', () => {
    const log = new EvidenceLog();
    log.record(exchange);
    assert.deepEqual(log.collect(true, logs), {
      exchangeCount: 1,
      connectionCount: 1,
      exchanges: [],
      findings: [finding],
      logs: {},
    });
  });

  it('of a failed scenario has the first failure, the exchanges and the logs', () => {
    const log = new EvidenceLog();
    log.record(exchange);
    assert.equal(
      log.end(new Expectation({ expected: 'all is well', seen: 'it was not', seenForSeconds: 9 })),
      'failed',
    );
    log.end(new HostFault('HOST_NO_ANSWER', 'No answer.'));
    const evidence = log.collect(false, logs);
    assert.deepEqual(evidence.failure, {
      attribution: 'implementation',
      code: 'EXPECTATION',
      reason: 'Expected that all is well, but it was not (so for the last 9 s).',
      expected: 'all is well',
      seen: 'it was not',
      seenForSeconds: 9,
    });
    const { findings, ...recorded } = exchange;
    assert.deepEqual(evidence.exchanges, [recorded]);
    assert.deepEqual(evidence.findings, findings);
    assert.deepEqual(evidence.logs, logs);
  });

  it('keeps code and attribution of other areas', () => {
    const log = new EvidenceLog();
    log.end(Object.assign(new Error('Port 5080 is in use.'), { attribution: 'environment', code: 'SITE_PORT_IN_USE' }));
    assert.deepEqual(log.collect(false, {}).failure, {
      attribution: 'environment',
      code: 'SITE_PORT_IN_USE',
      reason: 'Port 5080 is in use.',
    });
  });

  it('blames the harness for an error that says nothing, and keeps its stack', () => {
    const log = new EvidenceLog();
    const bug = new TypeError('x is not a function');
    log.end(bug);
    assert.deepEqual(log.collect(false, {}).failure, {
      attribution: 'harness',
      code: 'HARNESS_ERROR',
      reason: 'x is not a function',
      stack: bug.stack,
    });
  });

  it('leaves a scenario unjudged that asks for more than is claimed, or than can be done', () => {
    const claimed = new EvidenceLog();
    assert.equal(claimed.end(new NotClaimed('No agent mode.')), 'not judged');
    assert.deepEqual(claimed.collect(false, {}).notJudged, { verdict: 'not-claimed', reason: 'No agent mode.' });
    const able = new EvidenceLog();
    able.end(Object.assign(new Error('x'), { notJudged: { verdict: 'skipped', reason: 'No second network.' } }));
    const evidence = able.collect(false, {});
    assert.deepEqual(evidence.notJudged, { verdict: 'skipped', reason: 'No second network.' });
    assert.equal(evidence.failure, undefined);
  });
});
