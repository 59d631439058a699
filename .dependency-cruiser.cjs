/**
 * Who may import whom. A folder that is not allowed to see another cannot come to depend on it by accident: the suite must
 * judge hosts through their published doors only, and the reference agent must not share a mistake with the suite.
 */
const code = '^(target|operators|sim|conformance|steps|cli|reference-agent|bench|broken-agents|docker)/';

/** A folder may import these places of the project, and nothing else of it. */
const only = (name, from, ...to) => ({
  name,
  severity: 'error',
  comment: `${from} may import of this project only: ${to.join(' ')}`,
  from: { path: from },
  to: { path: code, pathNot: to },
});

module.exports = {
  forbidden: [
    only('target-alone', '^target/(?!.*\\.test\\.ts$)', '^target/(index|local-ui)\\.ts$'),
    only('operators', '^operators/', '^operators/', '^target/index\\.ts$'),
    only('sim', '^sim/(?!backends/embedded/)', '^sim/', '^target/index\\.ts$'),
    only('sim-embedded', '^sim/backends/embedded/', '^sim/', '^target/index\\.ts$', '^reference-agent/index\\.ts$'),
    only('conformance', '^conformance/', '^conformance/', '^target/index\\.ts$'),
    only('reference-agent-alone', '^reference-agent/', '^reference-agent/'),
    only('domain-pure', '^reference-agent/domain/', '^reference-agent/domain/'),
    only('docker', '^docker/', '^docker/', '^reference-agent/index\\.ts$'),
    {
      name: 'image-apart',
      severity: 'error',
      comment: 'What the image of the reference agent is made of is for nobody else.',
      from: { path: code, pathNot: '^docker/' },
      to: { path: '^docker/' },
    },
    only('steps', '^steps/[^/]+\\.ts$', '^steps/support/', '^operators/operator\\.ts$', '^sim/index\\.ts$'),
    only(
      'steps-support',
      '^steps/support/',
      '^steps/support/',
      '^operators/(operator|labels|api/index|local-ui/index)\\.ts$',
      '^sim/index\\.ts$',
      '^conformance/evidence\\.ts$',
      '^target/index\\.ts$',
    ),
    // As text that they change: never as code that they call, and nobody calls them.
    only('broken-agents', '^broken-agents/', '^broken-agents/', '^conformance/index\\.ts$'),
    {
      name: 'broken-agents-apart',
      severity: 'error',
      comment: 'No code of the product knows that agents can be broken.',
      from: { path: code, pathNot: '^broken-agents/' },
      to: { path: '^broken-agents/' },
    },
    {
      name: 'broken-agents-without-packages',
      severity: 'error',
      from: { path: '^broken-agents/' },
      to: { path: 'node_modules', pathNot: 'node_modules/@types/' },
    },
    {
      name: 'reference-agent-by-its-front-door',
      severity: 'error',
      comment: 'Only reference-agent/index.ts is for others, and only these know the first target by name.',
      from: { path: code, pathNot: '^(reference-agent)/' },
      to: { path: '^reference-agent/(?!index\\.ts$)' },
    },
    {
      name: 'target-by-name',
      severity: 'error',
      comment: 'Only commands and measurements know an implementation by name.',
      from: { path: code, pathNot: '(^(cli|bench)/|^target/.*\\.test\\.ts$)' },
      to: { path: '^target/reference-agent\\.ts$' },
    },
    {
      name: 'sim-by-its-front-door',
      severity: 'error',
      from: { path: code, pathNot: '^sim/' },
      to: { path: '^sim/(?!index\\.ts$)' },
    },
    {
      name: 'domain-without-packages',
      severity: 'error',
      comment: 'The domain is pure: no I/O, no clock, no randomness, no packages.',
      from: { path: '^reference-agent/domain/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'core'] },
    },
    {
      name: 'docker-through-one-door',
      severity: 'error',
      comment: 'One folder of the product speaks to the engine. What it costs is measured beside the engine itself.',
      from: { pathNot: '^(sim/backends/docker|bench/docker)/' },
      to: { path: 'node_modules/dockerode' },
    },
    {
      name: 'testcontainers-measured-only',
      severity: 'error',
      comment: 'What the product is measured beside is no part of it.',
      from: { pathNot: '^bench/docker/' },
      to: { path: 'node_modules/testcontainers/' },
    },
    {
      name: 'nock-in-tests',
      severity: 'error',
      from: { pathNot: '(\\.test\\.ts$|/testing/)' },
      to: { path: 'node_modules/nock' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-packages-in-the-product',
      severity: 'error',
      from: {
        path: code,
        pathNot:
          '(\\.test\\.ts$|^bench/|^broken-agents/|/testing/|test-hosts\\.ts$|^docker/bundle\\.ts$|/build-assets\\.cjs$)',
      },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: code, pathNot: '\\.test\\.ts$' },
      to: { path: '\\.test\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
