import { createRequire } from 'node:module';

/** The SDK downloads the servers that fit its own version, so that version names what lies in the cache. */
export const SDK_VERSION = (createRequire(import.meta.url)('@temporalio/testing/package.json') as { version: string })
  .version;
