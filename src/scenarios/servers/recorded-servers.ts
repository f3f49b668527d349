import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf } from '../../dev/processes.ts';

const RECORDS = 'time-skipping-servers';
// Named as what it becomes, so that it is known as that from the beginning.
const LAUNCHER = 'temporal-test-server';

/**
 * The SDK starts time-skipping servers and doesn't tell their pids. This program, in their place, leaves each one's in the
 * run's directory, so that they can be ended when whoever started them was killed.
 * @returns the path of the program; of the server's own where nothing may be run from the directory
 */
export function recordServers(directory: string, program: string): string {
  mkdirSync(join(directory, RECORDS));
  const launcher = join(directory, LAUNCHER);
  writeFileSync(launcher, launching(join(directory, RECORDS), program), { mode: 0o755 });
  return spawnSync(launcher).status === 0 ? launcher : program;
}

/**
 * `exec` leaves the pid as it is. Once the directory is gone, the run has ended and nothing may be started for it. A
 * terminal's Ctrl-C reaches the server, too, which a story that is being played still needs.
 */
const launching = (records: string, program: string): string => `#!/bin/sh
[ $# -eq 0 ] && exit 0
echo "$*" > ${quoted(records)}/$$ || exit 1
trap '' INT HUP
exec ${quoted(program)} "$@"
`;

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The pids of time-skipping servers that were started for a run and still live. */
export function recordedServers(directory: string): number[] {
  const records = join(directory, RECORDS);
  if (!existsSync(records)) return [];
  return readdirSync(records)
    .filter((pid) => isServer(Number(pid), readFileSync(join(records, pid), 'utf8').trim()))
    .map(Number);
}

/** A pid may stand for any process by the time it is read again; no other has the program and, as argument, the port. */
function isServer(pid: number, args: string): boolean {
  const command = commandLineOf(pid);
  return command !== undefined && args !== '' && /test-?server/i.test(command) && command.endsWith(` ${args}`);
}
