import { fileURLToPath } from 'node:url';
import { DefaultLogger, bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { dataConverter } from '../workflows/data-converter.ts';

const ENTRY = fileURLToPath(new URL('../workflows/ticket-workflow.ts', import.meta.url));

/** The workflow code with all it imports, as the sandbox runs it. */
export const bundleWorkflows = (): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({
    workflowsPath: ENTRY,
    // Webpack tells its whole inside otherwise.
    logger: new DefaultLogger('WARN'),
    ...(dataConverter.payloadConverterPath === undefined
      ? {}
      : { payloadConverterPath: dataConverter.payloadConverterPath }),
  });
