import { readFileSync } from 'node:fs';

/** Prints what Jest's own result says about the tests, alone on a line; fails unless there were some and all passed. */
const text = readFileSync(process.argv[2], 'utf8');
const result = JSON.parse(text || '{}');
const passed = result.numPassedTests ?? 0;
// A file that doesn't even load has no tests to fail.
const failed = (result.numFailedTests ?? 0) + (result.numRuntimeErrorTestSuites ?? 0);
const skipped = (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
