import { dirname } from 'node:path';
import type { Environment } from '../process/environment.ts';
import { StartFault } from '../process/start-fault.ts';
import { fetchServer, type ServerSource } from './fetch-server.ts';
import { runTool } from './run-tool.ts';
import { downloadBySdk } from './sdk-download.ts';
import { SDK_VERSION } from './sdk-version.ts';

/** Later versions carry replace directives in their go.mod, which `go install` refuses. */
const GO_VERSION = 'v1.5.1';

const SOURCE: ServerSource = {
  entry: `temporal-cli-sdk-${SDK_VERSION}-go-${GO_VERSION}`,
  executable: 'temporal',
  ways: [
    {
      what: "Downloading Temporal's CLI",
      expectation: 'about a minute, or a few seconds if its host is out of reach',
      fetch: (target, signal) => downloadBySdk('temporal-cli', target, signal),
    },
    {
      what: `Building Temporal's CLI ${GO_VERSION} with go install`,
      expectation: '3 minutes, on a slow or busy machine 10, only this once',
      fetch: (target, signal) =>
        runTool('go', ['install', '-ldflags=-s -w', `github.com/temporalio/cli/cmd/temporal@${GO_VERSION}`], {
          // Without cgo no C compiler is needed; GOFLAGS, GOOS and the like of the caller's own projects stay out.
          env: { ...process.env, GOBIN: dirname(target), CGO_ENABLED: '0', GOFLAGS: '', GOOS: '', GOARCH: '' },
          signal,
        }),
    },
  ],
  advice:
    "Temporal's server is missing and could not be fetched: install Go 1.24 or later, or install Temporal's CLI and set " +
    'TEMPORAL_CLI to its path, or set TEMPORAL_ADDRESS to a running server.',
};

/** The path of Temporal's command line tool, which holds the development server. */
export async function findTemporalCli(
  environment: Pick<Environment, 'TEMPORAL_CLI' | 'KEPT_CACHE_DIR'>,
  signal?: AbortSignal,
): Promise<string> {
  const { TEMPORAL_CLI: given, KEPT_CACHE_DIR: cache } = environment;
  if (given !== undefined) {
    if (await isTemporalCli(given)) return given;
    throw new StartFault(`TEMPORAL_CLI is ${given}, which is not Temporal's CLI: correct the path or unset it.`);
  }
  if (await isTemporalCli('temporal')) return 'temporal';
  return fetchServer(cache, SOURCE, signal);
}

/** Other programs are called "temporal" too; only this one tells the version of the server inside it. */
async function isTemporalCli(command: string): Promise<boolean> {
  const { ok, output } = await runTool(command, ['--version']);
  return ok && /temporal version .*Server/i.test(output);
}
