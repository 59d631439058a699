import type { Breakage } from '../breakage';
import { markStopping } from './edits';

export const leaderHosts: readonly Breakage[] = [
  {
    id: 'token-with-listening-address',
    what: 'The token holds the address that the host listens on, not the one it is reached at.',
    caughtBy: { 'LEAD-1': 'puts its address into its token', 'LINK-PROC-3': 'A token is base64' },
    edits: [
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'encodeToken)({ address,',
        replace: "encodeToken)({ address: '0.0.0.0',",
      },
    ],
  },
  {
    id: 'token-of-former-leader',
    what: 'A host that was a follower once puts the address of its former leader into its tokens.',
    caughtBy: { 'LEAD-1': 'A former follower that generates tokens' },
    edits: [
      {
        file: 'reference-agent/domain/joining.ts',
        find: 'const { joining, acceptor: _, ...rest } = state;',
        replace: 'const { joining, acceptor: _, ...rest } = { ...state, met: state.joining.leaders[0].facts.address };',
      },
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'encodeToken)({ address,',
        replace: 'encodeToken)({ address: this.context.host.state.met ?? address,',
      },
    ],
  },
  {
    id: 'token-leads-elsewhere',
    what: 'A token holds address and fingerprint of the host on the network that generated tokens first.',
    caughtBy: { 'LEAD-1': 'A token leads to the leader that generated it, and to no other' },
    edits: [
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'const token = (0, token_1.encodeToken)({ address, port: apiPort, password, fingerprint: this.ownFingerprint });',
        replace: `const own = { address, port: apiPort, fingerprint: this.ownFingerprint, secret: tokens.secret };
        const { secret, ...first } = (globalThis.firstLeader ??= own);
        const token = (0, token_1.encodeToken)({ ...first, password: (0, one_time_password_1.passwordAt)(secret, now) });`,
      },
    ],
  },
  {
    id: 'password-for-good',
    what: 'A leader makes one password and keeps it.',
    caughtBy: {
      'LEAD-1': 'The password in the token serves one time span only',
      'LINK-PROC-4': 'A token links no longer when two minutes have passed',
      'LINK-PROC-5': 'A leader has another token that links when two minutes have passed',
    },
    edits: [
      {
        file: 'reference-agent/tokens/one-time-password.ts',
        find: 'generateSync)({ secret, epoch: Math.floor(now / 1000), ...kind })',
        replace: 'generateSync)({ secret, epoch: 0, ...kind })',
      },
      {
        file: 'reference-agent/tokens/one-time-password.ts',
        find: 'token: password, epoch: Math.floor(now / 1000), ...kind })',
        replace: 'token: password, epoch: 0, ...kind })',
      },
    ],
  },
  {
    id: 'leader-calls-itself-follower',
    what: 'Followers list their leader as one more follower.',
    caughtBy: { 'LEAD-4': 'Two linked hosts name one leader' },
    edits: [
      {
        file: 'reference-agent/peers/linked-group.ts',
        find: "? 'leader' : 'follower';",
        replace: "? 'follower' : 'follower';",
      },
    ],
  },
  {
    id: 'everybody-leads',
    what: 'A group lists all its hosts as leaders.',
    caughtBy: { 'LEAD-4': 'Five linked hosts name one leader' },
    edits: [
      {
        file: 'reference-agent/peers/linked-group.ts',
        find: "? 'leader' : 'follower';",
        replace: "? 'leader' : 'leader';",
      },
    ],
  },
  {
    id: 'leadership-sticks',
    what: 'A host that led once is listed as a leader in its next group too.',
    caughtBy: {
      'LEAD-4': 'A former leader follows the leader of its new group like everybody else',
      'RMLS-1': 'A former leader in appliance mode becomes a follower of another group',
    },
    edits: [
      markStopping('led: (globalThis.formerLeaders ??= new Set()).add(state.profile.id).size'),
      {
        file: 'reference-agent/peers/linked-group.ts',
        find: "? 'leader' : 'follower';",
        replace: "|| globalThis.formerLeaders?.has(id) ? 'leader' : 'follower';",
      },
    ],
  },
  {
    id: 'leadership-passes-on',
    what: 'When a host is unlinked, the group takes one of the followers that are left for one more leader.',
    caughtBy: {
      'LEAD-4':
        'The leader stays the same for those who remain when a follower is unlinked (on itself|from its leader)',
    },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'const leaders = document.leaders.filter((id) => id !== hostId);',
        replace: `const heirs = document.members.map(({ facts }) => facts.id).filter((id) => id !== hostId);
    const leaders = heirs.slice(0, 2);`,
      },
    ],
  },
];
