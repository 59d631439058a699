/** Edits that several breakages make. */
import type { Edit } from '../breakage';

/** Marks the state of a follower that leaves by itself. The mark stays with the host whatever becomes of its links. */
export const markLeaving = (mark: string): Edit => ({
  file: 'reference-agent/domain/unlinking.ts',
  find: 'become)(left(state))',
  replace: `become)({ ...left(state), ${mark} })`,
});

/** Marks the state of a follower that its leader unlinked. */
export const markRemoved = (mark: string): Edit => ({
  file: 'reference-agent/domain/unlinking.ts',
  find: '=== joinId ? left(state) : state',
  replace: `=== joinId ? { ...left(state), ${mark} } : state`,
});

/** Marks the state of a leader each time it learns of a decision of a group that has followers: `known`. */
export const markLeader = (mark: string): Edit => ({
  file: 'reference-agent/domain/agreement.ts',
  find: 'return { ...rest, document: known,',
  replace: `return { ...rest, ...(goesOn && known.members.length > 1 && { ${mark} }), document: known,`,
});

/** Marks the state of a host that gives up its leader status. */
export const markStopping = (mark: string): Edit => ({
  file: 'reference-agent/domain/leadership.ts',
  find: 'become)(alone(state))',
  replace: `become)({ ...alone(state), ${mark} })`,
});

/** Something a host does first when it is to stop generating tokens. */
export const stopping = (statements: string): Edit => ({
  file: 'reference-agent/domain/leadership.ts',
  find: 'if (!state.tokens) {',
  replace: `${statements}
    if (!state.tokens) {`,
});

/** When a leader does not give up its status because of its followers. */
export const staysLeaderWhile = (condition: string): Edit => ({
  file: 'reference-agent/domain/leadership.ts',
  find: 'if ((0, state_1.isLinked)(state)) {',
  replace: `if (${condition}) {`,
});

/** A follower that never hears that it was unlinked elsewhere. */
export const deafToUnlinking: Edit = {
  file: 'reference-agent/peers/listening.ts',
  find: 'if (answer.status === 410) {',
  replace: "if (answer.status === 410) throw new Error('gone');\n                if (answer.status === 410) {",
};

/** A follower that stays in a group that nobody leads any more. */
export const staysInLostGroups: Edit = {
  file: 'reference-agent/domain/unlinking.ts',
  find: 'function groupGone(state, joinId) {',
  replace: 'function groupGone(state, joinId) {\n    return (0, decision_1.become)(state);',
};

/** A leader that makes a host a member as soon as its password was right. */
export const listBeforeChecking: Edit = {
  file: 'reference-agent/peers/leader.ts',
  find: 'const refused = (0, domain_1.admit)(state, request.facts, right);',
  replace: `if (right) {
            const { facts, peerPort, apiFingerprint } = request;
            await this.propose((0, domain_1.addMember)({ facts, peerPort, apiFingerprint, joinId: facts.id, fingerprint: facts.id }));
        }
        const refused = (0, domain_1.admit)(state, request.facts, right);`,
};
