import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Environment } from '../../process/environment.ts';
import { StartFault } from '../../process/start-fault.ts';
import { fetchServer, type ServerSource } from '../fetch-server.ts';
import { runTool, type ToolResult } from '../run-tool.ts';
import { downloadBySdk } from '../sdk-download.ts';
import { SDK_VERSION } from '../sdk-version.ts';
import { archiveClasses } from './archive-classes.ts';
import { LAUNCHER } from './java-server.ts';

const JAR_VERSION = '1.38.0';

const SOURCE: ServerSource = {
  entry: `time-skipping-server-sdk-${SDK_VERSION}-jars-${JAR_VERSION}-rehearsed`,
  executable: 'temporal-test-server',
  ways: [
    {
      what: "Downloading Temporal's time-skipping test server",
      expectation: 'about a minute, or a few seconds if its host is out of reach',
      fetch: (target, signal) => downloadBySdk('time-skipping-server', target, signal),
    },
    {
      what: `Fetching the jars of Temporal's time-skipping test server ${JAR_VERSION} with Maven`,
      expectation: 'about a minute, only this once',
      fetch: fetchJars,
    },
  ],
  advice:
    "Temporal's time-skipping test server is missing and could not be fetched: install Maven and Java 11 or later, or set " +
    'TEMPORAL_TEST_SERVER to its path.',
};

/** The path of the server that lets tests skip time: 30 days of a ticket's life pass in a second. */
export async function findTimeSkippingServer(
  environment: Pick<Environment, 'TEMPORAL_TEST_SERVER' | 'KEPT_CACHE_DIR'>,
  signal?: AbortSignal,
): Promise<string> {
  const { TEMPORAL_TEST_SERVER: given, KEPT_CACHE_DIR: cache } = environment;
  if (given === undefined) return fetchServer(cache, SOURCE, signal);
  if (existsSync(given)) return given;
  throw new StartFault(`TEMPORAL_TEST_SERVER is ${given}, where there is no file: correct the path or unset it.`);
}

async function fetchJars(target: string, signal?: AbortSignal): Promise<ToolResult> {
  const directory = dirname(target);
  const java = await runTool('java', ['-version'], { signal });
  if (!java.ok) return { ok: false, output: `Java is missing: ${java.output}` };
  const pom = join(directory, 'pom.xml');
  const jars = join(directory, 'jars');
  await rm(jars, { recursive: true, force: true });
  await mkdir(jars);
  await writeFile(pom, POM);
  const args = ['--batch-mode', '--quiet', '--file', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`];
  const result = await runTool('mvn', [...args, '-DincludeScope=runtime'], { signal });
  await writeFile(target, LAUNCHER, { mode: 0o755 });
  if (result.ok) await archiveClasses(directory, signal);
  return result;
}

const POM = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>kept</groupId>
  <artifactId>time-skipping-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${JAR_VERSION}</version>
    </dependency>
    <!-- Without a logger it complains about that at each start. -->
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;
