import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readUserData, UserDataError, type UserDataErrorCode } from '.';

const read = (text: string) => readUserData(text, 'user.yaml');

function refuses(text: string, code: UserDataErrorCode, message: string | RegExp): void {
  assert.throws(
    () => read(text),
    (error) => {
      assert.ok(error instanceof UserDataError);
      assert.equal(error.code, code);
      if (typeof message === 'string') assert.equal(error.message, message);
      else assert.match(error.message, message);
      return true;
    },
  );
}

test('what is not set has its documented default', () => {
  const defaults = {
    enableMultiNode: false,
    managementMode: 'central',
    dialect: 'local',
    port: 5080,
    disablePasswordUpdate: false,
    users: [],
    tags: {},
    stages: '',
  };
  for (const text of ['#cloud-config\nstylus: {}\n', 'stylus:\n', 'install:\n  reboot: true\n', 'stylus:\n  site:\n']) {
    assert.deepEqual(read(text), defaults);
  }
});

test('all that is set is read', () => {
  const userData = read(`#cloud-config
stylus:
  enableMultiNode: true
  managementMode: local
  disablePasswordUpdate: true
  localUI:
    port: 5443
  site:
    name: alpha
    projectName: stores
    paletteEndpoint: console.example.com
    tags: { city: "Lyon", floor: 3, spare: true }
  notRead: [1, 2]
stages:
  initramfs:
    - users:
        kairos: { groups: [sudo], passwd: first }
        nologin: { groups: [users] }
    - hostname: other
  boot:
    - users:
        kairos: { passwd: second }
        ops: { passwd: "123" }
`);
  const { stages, ...rest } = userData;
  assert.deepEqual(rest, {
    enableMultiNode: true,
    managementMode: 'local',
    dialect: 'local',
    port: 5443,
    disablePasswordUpdate: true,
    users: [
      { username: 'kairos', password: 'second' },
      { username: 'ops', password: '123' },
    ],
    hostName: 'alpha',
    tags: { city: 'Lyon', floor: '3', spare: 'true' },
    projectName: 'stores',
    paletteEndpoint: 'console.example.com',
  });
  assert.match(stages, /^initramfs:\n {2}- users:\n/);
});

test('a step of the stages may name the host', () => {
  assert.equal(read('stages:\n  boot:\n    - hostname: a\n    - hostname: b\n    - name: last\n').hostName, 'b');
});

test('both wordings of the management mode are understood', () => {
  const cases = [
    ['managementMode: local', 'local', 'local'],
    ['managementMode: central', 'central', 'local'],
    ['installationMode: airgap', 'local', 'airgap'],
    ['installationMode: connected', 'central', 'airgap'],
    ['installationMode: airgap\n  managementMode: local', 'local', 'local'],
    ['installationMode: connected\n  managementMode: central', 'central', 'local'],
  ] as const;
  for (const [text, managementMode, dialect] of cases) {
    const userData = read(`stylus:\n  ${text}\n`);
    assert.deepEqual([userData.managementMode, userData.dialect], [managementMode, dialect], text);
  }
});

test('wordings that contradict each other are refused', () => {
  refuses(
    'stylus:\n  installationMode: airgap\n  managementMode: central\n',
    'USER_DATA_CONTRADICTION',
    'user.yaml: stylus.installationMode is "airgap", but stylus.managementMode is "central"; remove one of them.',
  );
  refuses(
    'stylus:\n  installationMode: connected\n  managementMode: local\n',
    'USER_DATA_CONTRADICTION',
    /"connected".*"local"/,
  );
});

test('impossible values are refused with file, key and value', () => {
  const cases = [
    ['managementMode: lokal', 'stylus.managementMode is "lokal", but only "local" or "central" is possible'],
    ['managementMode: Local', 'stylus.managementMode is "Local", but only "local" or "central" is possible'],
    ['installationMode: local', 'stylus.installationMode is "local", but only "airgap" or "connected" is possible'],
    ['managementMode:', 'stylus.managementMode is empty, but only "local" or "central" is possible'],
    ['enableMultiNode: yes', 'stylus.enableMultiNode is "yes", but only true or false is possible'],
    ['enableMultiNode: "true"', 'stylus.enableMultiNode is "true", but only true or false is possible'],
    ['enableMultiNode: 1', 'stylus.enableMultiNode is 1, but only true or false is possible'],
    ['localUI: 5080', 'stylus.localUI is a number, but only a mapping is possible'],
    ['localUI: { port: 0 }', 'stylus.localUI.port is 0, but only a whole number from 1 to 65535 is possible'],
    ['localUI: { port: 65536 }', 'stylus.localUI.port is 65536, but only a whole number from 1 to 65535 is possible'],
    ['localUI: { port: 80.5 }', 'stylus.localUI.port is 80.5, but only a whole number from 1 to 65535 is possible'],
    ['localUI: { port: "80" }', 'stylus.localUI.port is "80", but only a whole number from 1 to 65535 is possible'],
    ['site: { tags: [a] }', 'stylus.site.tags is a list, but only a mapping is possible'],
    ['site: { tags: { a: [b] } }', 'stylus.site.tags.a is a list, but only text is possible'],
    ['site: { name: "" }', 'stylus.site.name is empty, but only text is possible'],
  ] as const;
  for (const [text, message] of cases) {
    refuses(`stylus:\n  ${text}\n`, 'USER_DATA_VALUE', `user.yaml: ${message}; correct it.`);
  }
  refuses('stylus: on\n', 'USER_DATA_VALUE', /stylus is text, but only a mapping/);
  refuses('stages: { boot: { users: {} } }\n', 'USER_DATA_VALUE', /stages\.boot is a mapping, but only a list/);
  refuses('stages: { boot: [text] }\n', 'USER_DATA_VALUE', /stages\.boot\[0\] is text, but only a mapping/);
});

test('a long value is shortened in the message', () => {
  refuses(`stylus:\n  managementMode: ${'x'.repeat(5000)}\n`, 'USER_DATA_VALUE', /^.{80,200}$/);
});

test('passwords are plain text, and show in no message', () => {
  const user = (passwd: string) => `stages:\n  boot:\n    - users:\n        ops:\n          passwd: ${passwd}\n`;
  const cases = [
    [user('487512'), /stages\.boot\[0\]\.users\.ops\.passwd is a number/, '487512'],
    [user('""'), /passwd is empty/, '""'],
    [user('[hunter2]'), /passwd is a list/, 'hunter2'],
    [user('$6$salt$hunter2'), /passwd is a password hash/, 'hunter2'],
  ] as const;
  for (const [text, message, secret] of cases) {
    refuses(text, 'USER_DATA_VALUE', message);
    assert.throws(
      () => read(text),
      (error: Error) => !error.message.includes(secret),
    );
  }
  for (const secret of ['*hunter2', '@hunter2', '"hunter2', '%hunter2', '!hunter2 a: b: c', '&hunter2 *hunter3']) {
    assert.throws(
      () => read(user(secret)),
      (error: Error) => error instanceof UserDataError && !/hunter/.test(error.message + String(error.cause)),
    );
  }
});

test('what is not there, or no mapping, is refused', () => {
  for (const text of ['', '\n', '#cloud-config\n', '# stylus:\n', '---\n', '---\n...\n']) {
    refuses(text, 'USER_DATA_EMPTY', /^user\.yaml: The user data is empty; /);
  }
  refuses('- stylus\n', 'USER_DATA_VALUE', /^user\.yaml: The user data is a list, but only a mapping is possible; /);
  refuses('stylus\n', 'USER_DATA_VALUE', /is text/);
  refuses('12', 'USER_DATA_VALUE', /is a number/);
});

test('what is not valid YAML is refused with its place', () => {
  refuses(
    'stylus:\n  managementMode: local\n   enableMultiNode: true\n',
    'USER_DATA_YAML',
    /^user\.yaml: The text is not valid YAML at line [23], column \d+ \([A-Z_]+\); correct it\.$/,
  );
  refuses(
    'stylus:\n  enableMultiNode: true\n  enableMultiNode: false\n',
    'USER_DATA_YAML',
    'user.yaml: The key "enableMultiNode" at line 3, column 3 stands there twice; keep one of them.',
  );
  refuses('stylus: {}\n---\nstylus: {}\n', 'USER_DATA_YAML', /MULTIPLE_DOCS/);
  refuses('stylus: { a: [\n', 'USER_DATA_YAML', /not valid YAML/);
});

test('user data made to use up memory or the stack is refused', () => {
  const bomb = Array.from({ length: 9 }, (_, n) => {
    const item = n === 0 ? 'lol' : `*l${n - 1}`;
    return `l${n}: &l${n} [${Array(9).fill(item).join(', ')}]`;
  }).join('\n');
  refuses(bomb, 'USER_DATA_YAML', /too many aliases/);
  refuses('['.repeat(100_000), 'USER_DATA_YAML', /nested too deeply|not valid YAML/);
  refuses(`a: ${'x'.repeat(1_048_577)}`, 'USER_DATA_TOO_LONG', /1048580 characters/);
});

test('a few aliases are fine, and so are names that objects have by themselves', () => {
  const { users, tags } = read(`
stages:
  boot:
    - &step { users: { constructor: &user { passwd: same }, __proto__: *user } }
    - *step
stylus: { site: { tags: { toString: a, __proto__: b } } }
`);
  assert.deepEqual(
    users.map(({ username }) => username),
    ['constructor', '__proto__'],
  );
  assert.deepEqual(Object.entries(tags), [
    ['toString', 'a'],
    ['__proto__', 'b'],
  ]);
});
