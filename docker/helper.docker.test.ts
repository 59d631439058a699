/** The helper's image has what a host's network, disk and clock are handled with. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { docker, images } from './testing/docker';

const inHelper = (commands: string, ...options: string[]) =>
  docker('run', '--rm', '--network', 'none', '--cap-drop', 'ALL', ...options, images.helper, 'sh', '-ec', commands);

describe('the helper', { concurrency: 2 }, () => {
  test('says what it is, and is small', async () => {
    const [{ Config: config, Size: size }] = JSON.parse(await docker('inspect', images.helper));
    assert.equal(config.Labels['hostlink.image'], 'helper');
    assert.ok(size < 20_000_000, `${size} bytes`);
  });

  test('changes addresses, lets packets through or not, and slows them down', async () => {
    const said = await inHelper(
      [
        'ip address add 198.18.7.7/32 dev lo',
        'ip address show lo',
        'nft -f - <<RULES',
        'table inet faults { chain in { type filter hook input priority 0; policy accept; ip saddr 198.18.7.8 drop; }; }',
        'RULES',
        'nft list table inet faults',
        'tc qdisc add dev lo root tbf rate 1mbit burst 32kbit latency 50ms',
        'tc qdisc show dev lo',
      ].join('\n'),
      ...['--cap-add', 'NET_ADMIN'],
    );
    assert.match(said, /198\.18\.7\.7\/32/);
    assert.match(said, /ip saddr 198\.18\.7\.8 drop/);
    assert.match(said, /qdisc tbf .* rate 1Mbit/);
  });

  test('fills and measures disks, and has files to give', async () => {
    const said = await inHelper(
      [
        'dd if=/dev/zero of=/disk/filler bs=1k count=64 2>/dev/null',
        "df -Pk /disk | tail -n 1 | tr -s ' ' | cut -d ' ' -f 3",
        "df -Pk /disk | tail -n 1 | tr -s ' ' | cut -d ' ' -f 4",
        'mkdir /disk/folder && cp /disk/filler /disk/folder/copy && chmod 600 /disk/folder/copy',
        "stat -c '%a %s' /disk/folder/copy",
        'mv /disk/folder/copy /disk/copy && ls /disk && rm -r /disk/folder /disk/filler',
        'sleep 0.01',
        'head -c 4 /usr/lib/faketime/libfaketime.so.1 | tail -c 3',
      ].join('\n'),
      ...['--tmpfs', '/disk:size=1m'],
    );
    assert.deepEqual(said.split('\n'), ['64', '960', '600 65536', 'copy', 'filler', 'folder', 'ELF']);
  });
});
