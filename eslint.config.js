import tseslint from 'typescript-eslint';

/** What would make a replay differ from the first run: none of it may be used where workflow code can reach it. */
const NON_DETERMINISTIC = [
  'process',
  'setInterval',
  'fetch',
  'performance',
  'crypto',
  'WeakRef',
  'FinalizationRegistry',
  'Intl',
];

const NO_TIME_ZONES = [
  {
    selector: 'CallExpression[callee.property.name=/^to(Locale|Date|Time)(Date|Time)?String$/]',
    message: 'The zone and language of a worker would reach the workflow: format outside of it.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)$/]',
    message: "The worker's time zone would reach the workflow: use instants.",
  },
];

export default tseslint.config(
  { ignores: ['node_modules/', '.kept/', 'coverage/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowNullish: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/require-await': 'off',
      // Proxied activities and zod's validators are meant to be taken apart.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    files: [
      'src/workflows/**',
      'src/domain/ticket/**',
      'src/domain/promises/**',
      'src/domain/calendar/working-time.ts',
      'src/domain/calendar/instant.ts',
    ],
    ignores: ['src/workflows/data-converter.ts'],
    rules: {
      'no-restricted-globals': ['error', ...NON_DETERMINISTIC],
      'no-restricted-syntax': ['error', ...NO_TIME_ZONES],
    },
  },
  {
    // The pure core is given its instants: a clock of its own would make it untestable.
    files: ['src/domain/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The core is given "now".' },
        { object: 'Math', property: 'random', message: 'The core decides the same thing twice.' },
      ],
    },
  },
  {
    files: ['test/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { parserOptions: { projectService: false } },
  },
);
