/** Each forbidden edge has a name and a reason. Layers and their direction: docs/architecture.md. */
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle is one module in several files: nobody can read one of them alone.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment: 'Rules are decided without Temporal, I/O or any other layer, so that each is tested without a server.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^src/(?!domain/)|node_modules/(?!zod/|temporal-polyfill/|date-holidays/|yaml/)' },
    },
    {
      name: 'domain-without-io',
      comment:
        'A file, a socket or a process in a rule would be a rule that cannot be tested alone. Hashing is arithmetic.',
      severity: 'error',
      from: { path: '^src/(domain|workflows)/', pathNot: 'workflows/data-converter' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'core-without-zod-or-zones',
      comment:
        'This part of the domain runs inside workflows: zod would double the bundle, time-zone data changes with Node and a replay must not.',
      severity: 'error',
      from: {
        path: '^src/domain/(ticket|promises)/|^src/domain/calendar/(working-time|instant|opening-hours)|^src/domain/policy/terms',
      },
      to: { path: 'node_modules/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-only-wait',
      comment:
        'A workflow that reaches the outside by itself cannot be replayed: activities act, and are imported as types.',
      severity: 'error',
      from: { path: '^src/workflows/', pathNot: 'data-converter' },
      to: {
        path: '^src/(activities|store|channels|texts|api|worker|process|dev)/|node_modules/(?!@temporalio/(workflow|common)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'store-knows-no-engine',
      comment: 'The conversation outlives Temporal.',
      severity: 'error',
      from: { path: '^src/(store|texts|channels)/' },
      to: { path: '^src/(workflows|activities|api|worker|dev)/|node_modules/@temporalio/' },
    },
    {
      name: 'documents-print-what-they-are-given',
      comment: 'A document is printed from what was stored of it alone, so that it is the same again after years.',
      severity: 'error',
      from: { path: '^src/documents/' },
      to: { path: '^src/(?!documents/|domain/|texts/)' },
    },
    {
      name: 'activities-know-no-callers',
      comment: 'Activities take what they need as arguments.',
      severity: 'error',
      from: { path: '^src/activities/' },
      to: { path: '^src/(workflows|api|worker|dev)/' },
    },
    {
      name: 'api-and-worker-apart',
      comment: 'They run as separate processes; what both need belongs to neither.',
      severity: 'error',
      from: { path: '^src/(api|worker)/' },
      to: { path: '^src/(api|worker)/', pathNot: '^src/$1/' },
    },
    {
      name: 'console-only-renders',
      comment:
        'Pages are functions of what they are given: what may be seen is decided by the API before, and nowhere else.',
      severity: 'error',
      from: { path: '^src/console/' },
      to: { path: '^src/(?!console/|domain/|texts/)|node_modules/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'console-without-io',
      comment: 'So that a page can be shown without a server. Hashing is arithmetic.',
      severity: 'error',
      from: { path: '^src/console/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'only-the-api-shows-pages',
      comment: 'They are an answer to a request.',
      severity: 'error',
      from: { path: '^src/(?!console/|api/)' },
      to: { path: '^src/console/' },
    },
    {
      name: 'nobody-needs-dev',
      comment: 'dev/ starts what a machine without servers lacks; a deployment has no use for it.',
      severity: 'error',
      from: { path: '^src/(?!dev/)' },
      to: { path: '^src/dev/' },
    },
    {
      name: 'nobody-needs-release',
      comment: 'A release puts another build in the place of one that runs; what runs knows nothing of it.',
      severity: 'error',
      from: { path: '^src/(?!release/|dev/)' },
      to: { path: '^src/release/' },
    },
    {
      name: 'demo-speaks-http',
      comment:
        'The demonstration shows what anybody can do over HTTP: of the API it knows only the wire, and tokens of the development issuer.',
      severity: 'error',
      from: { path: '^src/demo/' },
      to: {
        path: '^src/(?!demo/|domain/|process/|api/schemas/|api/auth/development-issuer)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nobody-needs-the-demo',
      comment: 'What it shows must work without it.',
      severity: 'error',
      from: { path: '^src/(?!demo/)' },
      to: { path: '^src/demo/' },
    },
    {
      name: 'not-to-tests',
      comment: 'What runs must not need what tests it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js'],
    },
  },
};
