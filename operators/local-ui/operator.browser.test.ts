import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Exchange, Operator } from '../operator';
import { closeBrowser, localUiOperator } from '.';
import { findBrowser } from './chromium';

const credentials = { username: 'ann', password: 'correct-horse' };
const session = 'the-session-of-ann';
const token = 'eyJhZGRyZXNzIjoiMTAuMC4wLjEifQ==';
const budgets = { request: 10 } as never;
const settings = { executable: findBrowser({ headed: false }), headed: false, slowMo: 0 };

/** A Local UI of another make: no script at all, every page a document of its own. */
const menu = '<nav aria-label="Main Menu"><a href="/">Edge Host</a> <a href="/links">Linked Edge Hosts</a></nav>';
const login =
  '<main><h1>Welcome</h1><form method="post" action="/login"><label>User name <input name="u"></label>' +
  '<label>Password <input type="password" name="p"></label><button>Log in</button></form></main>';
const edgeHost =
  '<main><h1>Edge Host</h1><dl><dt>Host ID<dd>edge-1<dt>Name<dd>alpha<dt>State<dd>Ready<dt>Operating system<dd>ubuntu 22.04</dl></main>';
const links = (state: typeof host): string =>
  `<main><h1>Linked Edge Hosts</h1><p role="alert">${state.alert}</p>${state.leaves ? leaving : ''}${
    state.isVeiled ? veil : ''
  }${
    state.generates
      ? `<label>Token <input readonly value="${token}"></label><dl><dt>Expires in<dd>97 seconds</dl>`
      : '<form method="post" action="/generate"><button aria-describedby="why" aria-disabled="' +
        `${state.mayGenerate ? 'false' : 'true'}">Generate token</button></form><p id="why" hidden>It follows another host.</p>`
  }<table aria-label="Linked Edge Hosts"><tr><th>IP address<th>Role<th>Health</tr><tr><td>10.0.0.2<td>follower<td>Unhealthy: no answer</tr></table></main>`;

/** Stops at once, and then asks a host that is gone for what there is now. */
const leaving = `<button id="ends">Stop token generation</button><script>ends.onclick = async () => {
  document.body.ariaBusy = 'true';
  await fetch('/stop', { method: 'POST' });
  setTimeout(() => fetch('/gone').catch(() => {}).then(() => { document.body.ariaBusy = null; }), 50);
}</script>`;

/** What covers the page until it has moved away. */
const veil =
  '<style>#veil { position: fixed; inset: 0; animation: away 0.5s steps(1) forwards } @keyframes away { to { translate: 100vw } }</style><div id="veil"></div>';

const asIs = { generates: false, mayGenerate: true, alert: '', status: 200, leaves: false, isVeiled: false };
const host = { ...asIs };
let server: Server;
let origin: string;
let exchanges: Exchange[] = [];
let operator: Operator;

function answer(request: IncomingMessage, response: ServerResponse): void {
  const knows = (request.headers.cookie ?? '').includes(session);
  const page = (text: string): void =>
    void response.writeHead(host.status, { 'content-type': 'text/html' }).end(`<title>x</title>${text}`);
  const goTo = (path: string, headers = {}): void => void response.writeHead(303, { location: path, ...headers }).end();
  if (request.method === 'POST' && request.url === '/login') {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      if (body !== 'u=ann&p=correct-horse') page(`${login}<p role="alert">Nobody has this password.</p>`);
      else goTo('/', { 'set-cookie': `Authorization=${session}; HttpOnly` });
    });
  } else if (request.url === '/gone') request.socket.destroy();
  else if (request.url === '/stop') response.end();
  else if (!knows) page(login);
  else if (request.method === 'POST') {
    host.generates = host.alert === '';
    goTo('/links');
  } else page(menu + (request.url === '/links' ? links(host) : edgeHost));
}

before(async () => {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  await closeBrowser();
  server.close();
});
afterEach(async () => {
  await operator.close();
  Object.assign(host, asIs);
  exchanges = [];
});

function operate(
  change: { readonly endpoint?: string; readonly password?: string; readonly labels?: object } = {},
): Operator {
  const { endpoint = origin, password = credentials.password, labels = {} } = change;
  const at = { name: 'alpha', endpoint, address: '10.0.0.1', credentials: { ...credentials, password } };
  const options = { record: (exchange: Exchange) => void exchanges.push(exchange) };
  operator = localUiOperator(at, { budgets, localUi: { labels } }, settings, options);
  return operator;
}

describe('pages of another make', () => {
  test('are logged in to and read by their labels', async () => {
    const facts = await operate().facts();
    assert.equal(facts.id, 'edge-1');
    assert.deepEqual(facts.operatingSystem, { family: 'ubuntu', version: '22.04' });
    const { status, hosts } = await operator.linkedHosts();
    assert.equal(status, 'Completed');
    assert.equal(hosts[0]?.address, '10.0.0.2');
    assert.deepEqual(hosts[0]?.health, { status: 'Unhealthy', reason: 'no answer' });
  });

  test('do what their buttons say', async () => {
    const outcome = await operate().generateToken();
    assert.deepEqual(outcome, { accepted: true, value: { text: token, remainingSeconds: 97 } });
    assert.ok(!JSON.stringify(exchanges).includes('correct-horse'));
  });

  test('are used once what moves on them has come to rest', async () => {
    host.isVeiled = true;
    assert.equal((await operate().generateToken()).accepted, true);
  });

  test('may call things by other names', async () => {
    const own = operate({ labels: { 'host.id': 'Name' } });
    assert.equal((await own.facts()).id, 'alpha');
  });
});

describe('a refusal', () => {
  test('is a disabled button, with what describes it', async () => {
    host.mayGenerate = false;
    assert.deepEqual(await operate().generateToken(), { accepted: false, reason: 'It follows another host.' });
  });

  test('is what the page says, and did not say before', async () => {
    host.alert = 'The disk is full.';
    await assert.rejects(operate().generateToken(), { code: 'HOST_PAGE' });
  });

  test('is a button that is not there', async () => {
    const outcome = await operate().stopTokenGeneration();
    assert.deepEqual(outcome, {
      accepted: false,
      reason: 'The page "Linked Edge Hosts" offers no "Stop token generation".',
    });
  });

  test('of the login refuses an act, and fails a look', async () => {
    const outcome = await operate({ password: 'wrong' }).generateToken();
    assert.deepEqual(outcome, { accepted: false, reason: 'Nobody has this password.' });
    await assert.rejects(operator.facts(), { code: 'HOST_LOGIN', message: /"ann" \("Nobody has this password\."\)/ });
  });
});

describe('sessions', () => {
  test('are worth something where they were given, and nothing else is', async () => {
    assert.equal(await operate().session(), session);
    assert.equal((await operator.tryForeignSession(session)).accepted, true);
    assert.equal((await operator.tryForeignSession('another')).accepted, false);
    assert.equal((await operator.tryWithoutLogin({ to: 'generate a token' })).accepted, false);
    assert.equal(host.generates, false);
  });
});

describe('a host that fails', () => {
  test('with a 5xx is at fault', async () => {
    host.status = 503;
    await assert.rejects(operate().facts(), {
      code: 'HOST_STATUS',
      attribution: 'implementation',
      message: /answered 503/,
    });
    assert.equal(await operator.isReachable(), true);
  });

  test('after it did what was asked for has done it', async () => {
    host.leaves = true;
    assert.equal((await operate().stopTokenGeneration()).accepted, true);
  });

  test('with no answer at all is at fault', async () => {
    await assert.rejects(operate({ endpoint: 'http://127.0.0.1:9' }).facts(), (error: Error & { code: string }) => {
      assert.match(error.code, /^HOST_(UNREACHABLE|ACCESS)$/);
      return true;
    });
  });
});

test('what was to be seen is without secrets', async () => {
  await operate().generateToken();
  const exhibits = (await operator.exhibits?.()) ?? [];
  assert.deepEqual(exhibits.map(({ kind }) => kind).sort(), ['accessibility tree', 'screenshot', 'trace']);
  const [, tree, trace] = exhibits.map(({ content }) => Buffer.from(content).toString('utf8'));
  assert.match(tree ?? '', /heading "Linked Edge Hosts"/);
  for (const secret of [credentials.password, session, token]) {
    assert.ok(!tree?.includes(secret) && !trace?.includes(secret), secret);
  }
});
