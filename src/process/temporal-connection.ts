import { Connection } from '@temporalio/client';
import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';
import type { Environment } from './environment.ts';
import { StartFault } from './start-fault.ts';

/**
 * How to reach Temporal, for `Connection.connect` and `NativeConnection.connect` alike. TLS, API key and metadata follow
 * Temporal's environment configuration, so that what works for its CLI works here. Its configuration file is left out: a
 * profile written for another cluster must not decide where tickets go.
 */
export function temporalConnection(
  environment: Pick<Environment, 'TEMPORAL_ADDRESS' | 'TEMPORAL_NAMESPACE' | 'temporalVariables'>,
): { connectionOptions: ClientConnectConfig['connectionOptions'] & { address: string }; namespace: string } {
  const address = environment.TEMPORAL_ADDRESS;
  if (address === undefined) {
    throw new StartFault('TEMPORAL_ADDRESS is not set: give the address of a Temporal server, or use `npm start`.');
  }
  return {
    connectionOptions: { ...settings(environment.temporalVariables), address },
    namespace: environment.TEMPORAL_NAMESPACE,
  };
}

/** A connection for clients. @throws StartFault when nobody answers */
export async function connectToTemporal(
  environment: Parameters<typeof temporalConnection>[0],
): Promise<{ connection: Connection; namespace: string }> {
  const { connectionOptions, namespace } = temporalConnection(environment);
  try {
    return { connection: await Connection.connect(connectionOptions), namespace };
  } catch (cause) {
    throw new StartFault(
      `Temporal at ${connectionOptions.address} can't be used (${(cause as Error).message}): start it or correct ` +
        'TEMPORAL_ADDRESS.',
      { cause },
    );
  }
}

function settings(variables: Readonly<Record<string, string>>): ClientConnectConfig['connectionOptions'] {
  try {
    return loadClientConnectConfig({ disableFile: true, overrideEnvVars: { ...variables } }).connectionOptions;
  } catch (error) {
    throw new StartFault(
      `Temporal's TLS settings can't be read: ${(error as Error).message}. Check the variables TEMPORAL_TLS_….`,
      { cause: error },
    );
  }
}
