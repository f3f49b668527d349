import base from '../jest.config.js';

/** The servers of the tests, and one file after the other: measurements don't share a machine. */
export default { ...base, rootDir: '..', testMatch: ['<rootDir>/bench/**/*.bench.ts'], maxWorkers: 1 };
