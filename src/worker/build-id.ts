import { createHash } from 'node:crypto';

const LENGTH = 16;

/**
 * Names a build by the workflow code in its bundle: our own and the SDK's. The same sources give the same id wherever they
 * lie; what does not run in workflows (activities, the API) has no part in it.
 */
export const buildIdOf = (bundleCode: string): string =>
  createHash('sha256').update(withoutPlaces(bundleCode)).digest('hex').slice(0, LENGTH);

/** The source map tells where the sources lay; packages may be linked in from anywhere. */
const withoutPlaces = (code: string): string =>
  code
    .replace(/^\/\/# sourceMappingURL=.*$/m, '')
    .replace(/(?:\.{1,2}\/)+(?:[^\s"'*]*\/)?node_modules\//g, 'node_modules/')
    // Modules left out of the bundle are named by a hash of the place that asked for them.
    .replace(/"\?[0-9a-f]+"/g, '"?"')
    // Webpack frames each name with as many stars as it is long.
    .replace(/\*{2,}/g, '**');
