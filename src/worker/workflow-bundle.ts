import { fileURLToPath } from 'node:url';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';
import { PROJECT_ROOT } from '../process/environment.ts';
import { dataConverter } from '../workflows/data-converter.ts';
import { buildIdOf } from './build-id.ts';

const ENTRY = fileURLToPath(new URL('../workflows/entry.ts', import.meta.url));

/** The workflow code with all it imports, as the sandbox runs it. */
export interface WorkflowBundle {
  code: string;
  buildId: string;
}

export async function bundleWorkflows(): Promise<WorkflowBundle> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: ENTRY,
    // Webpack tells its whole inside otherwise.
    logger: new DefaultLogger('WARN'),
    ...(dataConverter.payloadConverterPath === undefined
      ? {}
      : { payloadConverterPath: dataConverter.payloadConverterPath }),
    // Modules are named by their way from here. From the working directory, the same code would be another build elsewhere.
    webpackConfigHook: (config) => ({ ...config, context: PROJECT_ROOT }),
  });
  return { code, buildId: buildIdOf(code) };
}
