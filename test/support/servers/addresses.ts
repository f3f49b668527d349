/** What the global set-up started or found, handed to the processes that run the test files. */
const VARIABLES = {
  runDirectory: 'KEPT_TEST_RUN_DIRECTORY',
  postgresUrl: 'KEPT_TEST_POSTGRES_URL',
  temporalCli: 'KEPT_TEST_TEMPORAL_CLI',
  timeSkippingServer: 'KEPT_TEST_TIME_SKIPPING_SERVER',
  workflowBundle: 'KEPT_TEST_WORKFLOW_BUNDLE',
} as const;

export type Addresses = Record<keyof typeof VARIABLES, string>;

export function publishAddresses(addresses: Addresses): void {
  for (const [name, variable] of Object.entries(VARIABLES)) process.env[variable] = addresses[name as keyof Addresses];
}

export function address(name: keyof Addresses): string {
  const value = process.env[VARIABLES[name]];
  if (value === undefined) throw new Error(`${VARIABLES[name]} is not set: run the tests by \`npm test\``);
  return value;
}
