/**
 * What a host's network lets through, as rules of nftables in the host's network namespace. The harness speaks to hosts
 * from the gateway's address and is never hindered.
 */

/** What is wrong with a host's network. */
export interface NetworkFaults {
  /** Nothing from these addresses arrives. */
  readonly deafTo: ReadonlySet<string>;
  /** Nothing to these addresses is sent. */
  readonly muteTo: ReadonlySet<string>;
  /** Its power is off: other hosts hear nothing, not even that nobody listens. */
  readonly silent: boolean;
}

/** The rules for these faults, in place of those before, in one step; and that the host has no way out. */
export function faultRules({ deafTo, muteTo, silent }: NetworkFaults, gateway: string): string {
  const drop = (way: 'saddr' | 'daddr', addresses: ReadonlySet<string>): string[] => [
    ...(silent ? [`ip ${way} != ${gateway} drop`] : []),
    ...(addresses.size > 0 ? [`ip ${way} { ${[...addresses].join(', ')} } drop`] : []),
  ];
  // The gateway is the machine itself, with whatever else listens there: hosts answer the harness, and call nobody.
  const noCalls = [
    `ip daddr ${gateway} tcp flags & (syn | ack) == syn drop`,
    `ip daddr ${gateway} meta l4proto != tcp drop`,
  ];
  return [
    'table inet hostlink',
    'delete table inet hostlink',
    'table inet hostlink {',
    ...chain('heard', 'input', -300, ['iifname "lo" accept', ...drop('saddr', deafTo)]),
    ...chain('said', 'output', -300, ['oifname "lo" accept', ...noCalls, ...drop('daddr', muteTo)]),
    '}',
    '',
  ].join('\n');
}

/**
 * Whoever writes something pushes its last segment, and all before that are as long as they can be: what is shorter than this
 * many bytes and not pushed carries nothing but that a connection begins or ends, or what has arrived.
 */
const emptySegment = 100;

/** Counts what passes between the host and this peer, and lets nothing more pass after so many packets. */
export function watchRules(table: string, peers: readonly string[], count: number): string {
  const addresses = `{ ${peers.join(', ')} }`;
  return [
    `table inet ${table} {`,
    '  counter passed { }',
    '  chain count {',
    `    tcp flags & psh == 0 meta length < ${emptySegment} return`,
    // Kept by the expression itself, so that both directions count together, and the packet after the last one is dropped.
    `    numgen inc mod 1000000000 >= ${count} drop`,
    '    counter name passed',
    '  }',
    // After the faults: what was cut has not passed.
    ...chain('heard', 'input', -290, [`ip saddr ${addresses} meta l4proto tcp jump count`]),
    ...chain('said', 'output', -290, [`ip daddr ${addresses} meta l4proto tcp jump count`]),
    '}',
    '',
  ].join('\n');
}

function chain(name: string, hook: string, priority: number, rules: readonly string[]): string[] {
  return [
    `  chain ${name} {`,
    `    type filter hook ${hook} priority ${priority}; policy accept;`,
    ...rules.map((rule) => `    ${rule}`),
    '  }',
  ];
}
