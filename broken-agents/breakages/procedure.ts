import type { Breakage, Edit } from '../breakage';
import { deafToUnlinking, stopping } from './edits';

/** Of the operation that hands out tokens, whose path is also that of another one. */
const openTokens = (when: string): readonly Edit[] => [
  {
    file: 'reference-agent/api/link.ts',
    find: "    return [\n        {\n            method: 'POST',",
    replace: `    return [
        {
            get open() { return ${when}; },
            method: 'POST',`,
  },
];

const passwordRight = (replace: string): readonly Edit[] => [
  {
    file: 'reference-agent/peers/leader.ts',
    find: 'const right = state.tokens !== undefined && (0, one_time_password_1.isPasswordAt)(state.tokens.secret, request.password, clock.now());',
    replace: `const rightAt = (time) => state.tokens !== undefined && (0, one_time_password_1.isPasswordAt)(state.tokens.secret, request.password, time);
        ${replace}`,
  },
];

const tokenHandedOut = (replace: string): readonly Edit[] => [
  {
    file: 'reference-agent/peers/leader.ts',
    find: 'const handedOut = this.#tokenOf(decision.state);',
    replace: `${replace}
        const handedOut = this.#tokenOf(decision.state);`,
  },
];

export const procedure: readonly Breakage[] = [
  {
    id: 'tokens-without-login',
    what: 'Everybody gets a token, logged in or not.',
    caughtBy: { 'LINK-PROC-1': 'Without a login nobody gets a token' },
    edits: openTokens('true'),
  },
  {
    id: 'running-tokens-without-login',
    what: 'Once an operator has made a host generate tokens, everybody gets them.',
    caughtBy: { 'LINK-PROC-1': 'Without a login nobody gets the token of a host that already generates some' },
    edits: openTokens('host.state.tokens !== undefined'),
  },
  {
    id: 'links-without-login',
    what: 'Everybody who has a token can enter it on a host.',
    caughtBy: { 'LINK-PROC-1': 'Without a login nobody links a host, not even with a good token' },
    edits: [{ file: 'reference-agent/api/link.ts', find: '}/link`,', replace: '}/link`,\n            open: true,' }],
  },
  {
    id: 'acts-before-it-asks',
    what: 'A host does what it is asked for, and then looks whether somebody is logged in.',
    caughtBy: {
      'LINK-PROC-1': 'Without a login nobody gets a token|Without a login nobody links a host',
      'UNLK-PRE-2': 'Without a login nobody unlinks a follower on "(alpha|beta)"',
    },
    edits: [
      {
        file: 'reference-agent/api/app.ts',
        find: 'if (!caller && !route.open)',
        replace: `if (!caller && !route.open && route.path.includes('link'))
                await route.answer(call, caller);
            if (!caller && !route.open)`,
      },
    ],
  },
  {
    id: 'any-password-logs-in',
    what: 'A login takes any password of a user that exists.',
    caughtBy: { 'LINK-PROC-1': 'A wrong password gives no login' },
    edits: [
      {
        file: 'reference-agent/api/users.ts',
        find: '!(await verify(body.data.username, body.data.password))',
        replace: '!find(body.data.username)',
      },
    ],
  },
  {
    id: 'token-without-effect',
    what: 'Generate token shows a token, but the host does not start to lead.',
    caughtBy: { 'LINK-PROC-2': 'A host generates tokens once it is told to' },
    edits: [
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'await host.execute((state) => (0, domain_1.startGeneratingTokens)(state, { secret, group }));',
        replace: '(0, domain_1.startGeneratingTokens)(host.state, { secret, group });',
      },
    ],
  },
  {
    id: 'another-token-each-time',
    what: 'Generate token shows another token each time it is pressed.',
    caughtBy: { 'LINK-PROC-2': 'Generate token, pressed again before the token expires, shows the same token' },
    edits: [
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'encodeToken)({ address,',
        replace: 'encodeToken)({ issuedAt: now, address,',
      },
    ],
  },
  {
    id: 'time-left-in-milliseconds',
    what: 'The time that a token has left is told in milliseconds.',
    caughtBy: {
      'LINK-PROC-2': 'A host generates tokens once it is told to',
      'LINK-PROC-5': 'One token follows the other',
    },
    edits: [
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'remainingTime: (0, one_time_password_1.remainingSeconds)(now),',
        replace: 'remainingTime: 1000 * (0, one_time_password_1.remainingSeconds)(now),',
      },
    ],
  },
  {
    id: 'generates-from-boot',
    what: 'A host generates tokens from its first boot, before anybody told it to.',
    caughtBy: { 'LINK-PROC-2': 'A host generates tokens once it is told to' },
    edits: [stopping('if (!state.tokens && (0, state_1.leads)(state))\n        return { state };')],
  },
  {
    id: 'token-in-hex',
    what: 'The token is hexadecimal text.',
    caughtBy: { 'LINK-PROC-3': 'A token is base64' },
    edits: [
      {
        file: 'reference-agent/tokens/token.ts',
        find: "Buffer.from(JSON.stringify(token)).toString('base64')",
        replace: "Buffer.from(JSON.stringify(token)).toString('hex')",
      },
      {
        file: 'reference-agent/tokens/token.ts',
        find: "Buffer.from(compact, 'base64')",
        replace: "Buffer.from(compact, 'hex')",
      },
    ],
  },
  {
    id: 'token-in-the-clear',
    what: 'The token is JSON as it is.',
    caughtBy: { 'LINK-PROC-3': 'A token is base64' },
    edits: [
      {
        file: 'reference-agent/tokens/token.ts',
        find: "Buffer.from(JSON.stringify(token)).toString('base64')",
        replace: 'JSON.stringify(token)',
      },
    ],
  },
  {
    id: 'token-of-first-window-only',
    what: 'Only the first token holds the address; later ones hold a password alone.',
    caughtBy: { 'LINK-PROC-3': 'Every later token is made the same way' },
    edits: [
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'const password = (0, one_time_password_1.passwordAt)',
        replace: `this.since ??= now;
        if (now - this.since > 120_000)
            return { token: Buffer.from((0, one_time_password_1.passwordAt)(tokens.secret, now)).toString('base64'), remainingTime: (0, one_time_password_1.remainingSeconds)(now), interval: one_time_password_1.period };
        const password = (0, one_time_password_1.passwordAt)`,
      },
    ],
  },
  {
    id: 'token-with-former-address',
    what: 'The token holds the address that the host had at its first boot.',
    caughtBy: { 'LINK-PROC-3': 'A host that moved puts its new address into its tokens' },
    edits: [
      {
        file: 'reference-agent/install.ts',
        find: 'links: (0, domain_1.unlinked)({',
        replace: 'links: (0, domain_1.unlinked)({\n            born: addresses[0],',
      },
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'encodeToken)({ address,',
        replace: 'encodeToken)({ address: this.context.host.state.profile.born,',
      },
    ],
  },
  {
    id: 'token-of-a-minute',
    what: 'A token links during the first minute of its two.',
    caughtBy: { 'LINK-PROC-4': 'A token still links when 100 seconds have passed' },
    edits: passwordRight(
      'const right = rightAt(clock.now()) && (0, one_time_password_1.remainingSeconds)(clock.now()) > 60;',
    ),
  },
  {
    id: 'token-not-yet-good',
    what: 'A leader takes a password only some seconds after it showed it.',
    caughtBy: {
      'LINK-PROC-4': 'A token still links when one second has passed|A token still links when one second have passed',
    },
    edits: passwordRight('const right = rightAt(clock.now()) && rightAt(clock.now() - 10_000);'),
  },
  {
    id: 'token-one-window-late',
    what: 'A leader still takes the password of the window before.',
    caughtBy: { 'LINK-PROC-4': 'A token links no longer when two minutes have passed' },
    edits: passwordRight('const right = rightAt(clock.now()) || rightAt(clock.now() - 120_000);'),
  },
  {
    id: 'token-for-a-day',
    what: 'A leader takes every password of the last day, that of the last window excepted.',
    caughtBy: { 'LINK-PROC-4': 'A token links no longer when two hours have passed' },
    edits: passwordRight(
      'const right = rightAt(clock.now()) || Array.from({ length: 720 }, (_, at) => clock.now() - (at + 2) * 120_000).some(rightAt);',
    ),
  },
  {
    id: 'used-token-stays-good',
    what: 'A password that linked a host goes on linking others when its time is over.',
    caughtBy: {
      'LINK-PROC-4': 'A token that linked one host in time links no other host when its time is over',
    },
    edits: passwordRight(
      `const used = (this.used ??= new Set());
        const right = rightAt(clock.now()) || used.has(request.password);
        if (right) used.add(request.password);`,
    ),
  },
  {
    id: 'locked-by-a-late-token',
    what: 'After one wrong password a leader takes none any more.',
    caughtBy: { 'LINK-PROC-4': 'A host that came too late links with the token that is good by then' },
    edits: passwordRight('const right = rightAt(clock.now()) && !this.locked;\n        this.locked ||= !right;'),
  },
  {
    id: 'no-further-token',
    what: 'When a token expires, the leader goes on showing it.',
    caughtBy: {
      'LINK-PROC-5':
        'A leader has another token that links when two minutes have passed|A leader that already has a follower goes on generating tokens',
      'LEAD-1': 'The password in the token serves one time span only',
    },
    edits: [
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'const now = this.context.clock.now();',
        replace: 'const now = (this.started ??= this.context.clock.now());',
      },
    ],
  },
  {
    id: 'token-dies-with-age',
    what: 'A leader that has generated tokens for an hour shows no further ones.',
    caughtBy: { 'LINK-PROC-5': 'A leader has another token that links when two hours have passed' },
    edits: [
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'const now = this.context.clock.now();',
        replace:
          'const now = Math.min(this.context.clock.now(), (this.started ??= this.context.clock.now()) + 3_600_000);',
      },
    ],
  },
  {
    id: 'two-tokens-in-turn',
    what: 'A leader shows two tokens in turn.',
    caughtBy: { 'LINK-PROC-5': 'One token follows the other' },
    edits: [
      {
        file: 'reference-agent/tokens/one-time-password.ts',
        find: 'generateSync)({ secret, epoch: Math.floor(now / 1000), ...kind })',
        replace: 'generateSync)({ secret, epoch: Math.floor(now / 1000) % 240, ...kind })',
      },
      {
        file: 'reference-agent/tokens/one-time-password.ts',
        find: 'token: password, epoch: Math.floor(now / 1000), ...kind })',
        replace: 'token: password, epoch: Math.floor(now / 1000) % 240, ...kind })',
      },
    ],
  },
  {
    id: 'no-tokens-once-followed',
    what: 'A leader that has a follower generates no further tokens.',
    caughtBy: {
      'LINK-PROC-5': 'A leader that already has a follower goes on generating tokens',
      'LINK-PROC-7': 'Hosts are linked one right after the other',
    },
    edits: tokenHandedOut(`if (decision.state?.document.members.length > 1)
            return (0, domain_1.refuse)('HAS_FOLLOWERS', 'This host leads already.');`),
  },
  {
    id: 'agents-do-not-link',
    what: 'Hosts in agent mode do not link.',
    caughtBy: { 'LINK-PROC-6': 'A host in agent mode, set up with stylus.managementMode, is linked by a token' },
    edits: [
      {
        file: 'reference-agent/domain/joining.ts',
        find: 'const own = ownToken(state, joiner);',
        replace: `if (joiner.deploymentMode === 'agent')
        return (0, refusal_1.refuse)('DEPLOYMENT_MODE_DIFFERS', 'Hosts in agent mode do not link.').refused;
    const own = ownToken(state, joiner);`,
      },
    ],
  },
  {
    id: 'link-in-word-only',
    what: 'A host accepts a token, and does not link.',
    caughtBy: { 'LINK-PROC-6': 'A host in appliance mode, set up with stylus.managementMode, is linked by a token' },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: 'const outcome = await follower.link(body.data.token);',
        replace: 'const outcome = { linked: true };',
      },
    ],
  },
  {
    id: 'follower-alone-thinks-it-is-linked',
    what: 'A host takes itself for linked as soon as the leader answers; the leader never hears that it accepted.',
    caughtBy: { 'LINK-PROC-6': 'A host in appliance mode, set up with stylus.installationMode, is linked by a token' },
    edits: [
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'await post(messages_1.confirmPath, { joinId });',
        replace: `((members) => ({ status: 200, body: { document: { id: joining.groupId, version: 1, leaders: [leader.facts.id], members, departed: [], authority: { certificatePem: joining.authorityPem }, contents: [] } }, post }))(
                    [{ ...leader, joinId: '', fingerprint: '', since: 1 }, { ...host.state.document.members[0], joinId }]);`,
      },
      deafToUnlinking,
    ],
  },
  {
    id: 'one-follower-replaces-another',
    what: 'A leader has one follower at most: the next one takes its place.',
    caughtBy: {
      'LINK-PROC-7': 'Hosts are linked one right after the other|Hosts are linked with tokens of different times',
    },
    edits: [
      {
        file: 'reference-agent/domain/joining.ts',
        find: 'document.members.filter((one) => one !== known)',
        replace: 'document.members.filter((one) => document.leaders.includes(one.facts.id))',
      },
    ],
  },
  {
    id: 'no-followers-later',
    what: 'Two minutes after its first follower, a leader takes no further ones.',
    caughtBy: { 'LINK-PROC-7': 'Hosts are linked with tokens of different times' },
    edits: passwordRight(
      `const right = rightAt(clock.now()) && (state.document.members.length === 1 || clock.now() < this.until);
        if (right && state.document.members.length === 1) this.until = clock.now() + 120_000;`,
    ),
  },
];
