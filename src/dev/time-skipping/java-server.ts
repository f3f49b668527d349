/** Where Java has the server's classes as it needs them in memory. */
export const CLASSES = 'classes.jsa';

/** One tier of compilation is enough for what lives for seconds. */
const JAVA = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
const SERVER = ['-cp', 'jars/*', 'io.temporal.testserver.TestServer'];

/** How Java is started, beside the jars. @param options more of them for Java itself */
export const javaArguments = (...options: string[]): string[] => [...JAVA, ...options, ...SERVER];

/** An archive that is missing, or another Java's, is passed over without a word. */
const ARCHIVED = [`-XX:SharedArchiveFile=${CLASSES}`, '-Xlog:cds=off', '-Xlog:cds+dynamic=off'];

/**
 * The SDK starts the server by this file. `exec` makes the signal that ends it reach Java; what is archived knows its jars by
 * their way from here.
 */
export const LAUNCHER = `#!/bin/sh
cd "$(dirname "$0")"
exec java ${javaArguments(...ARCHIVED)
  .map((argument) => `'${argument}'`)
  .join(' ')} "$@"
`;
