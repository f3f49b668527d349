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
      comment: 'They are an answer to a request. How markup is escaped is for whoever writes some.',
      severity: 'error',
      from: { path: '^src/(?!console/|api/)' },
      to: { path: '^src/console/', pathNot: '^src/console/html\\.ts$' },
    },
    {
      name: 'nobody-needs-dev',
      comment:
        'dev/ starts what a machine without servers lacks; a deployment has no use for it. Stories bring their own; what-if may be asked on one that is stopped.',
      severity: 'error',
      from: { path: '^src/(?!dev/|scenarios/|what-if/)' },
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
        path: '^src/(?!demo/|domain/|process/|timeline/|api/schemas/|api/auth/development-issuer)',
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
      name: 'timeline-only-tells',
      comment: 'It makes lines of what it is given, whoever got that from where.',
      severity: 'error',
      from: { path: '^src/timeline/' },
      to: { path: '^src/(?!timeline/|domain/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'a-story-knows-no-stage',
      comment: 'The language can be read, checked and completed without anything to play it on.',
      severity: 'error',
      from: { path: '^src/scenarios/story/' },
      to: { path: '^src/(?!scenarios/story/|domain/)' },
    },
    {
      name: 'nobody-needs-the-stories',
      comment: 'They play what runs; what runs must not know how it is played.',
      severity: 'error',
      from: { path: '^src/(?!scenarios/)' },
      to: { path: '^src/scenarios/' },
    },
    {
      name: 'what-if-lives-by-the-rules-alone',
      comment:
        'It reads journals and decides by the domain: workflows, the engine and the API would be another way of deciding the same.',
      severity: 'error',
      from: { path: '^src/what-if/' },
      to: {
        path: '^src/(?!what-if/|domain/|store/|process/|dev/|timeline/|console/html)|node_modules/@temporalio/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nobody-needs-what-if',
      comment: 'It asks of the past; what runs promises by the policy that holds.',
      severity: 'error',
      from: { path: '^src/(?!what-if/)' },
      to: { path: '^src/what-if/' },
    },
    {
      name: 'runs-on-what-is-installed',
      comment: 'An installation without development dependencies must run.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
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
