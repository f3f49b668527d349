import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';

/** For workers and clients alike. Given by path, as the workflow sandbox loads it into its own bundle. */
export const dataConverter: DataConverter = {
  payloadConverterPath: fileURLToPath(new URL('payload-converter.ts', import.meta.url)),
};
