/** Where whoever listens at `host` is spoken to on this machine: one that listens everywhere, at loopback. */
export const reachableHost = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);
