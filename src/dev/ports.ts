import { createServer, type AddressInfo } from 'node:net';

/** The port when nobody listens there, otherwise undefined. Port 0 asks for any free one. */
async function tryPort(port: number, host: string): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const { port: found } = server.address() as AddressInfo;
      server.close(() => resolve(found));
    });
  });
}

export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await tryPort(port, host)) !== undefined;
}

/** The preferred port on loopback if it is free, otherwise another one. */
export async function freePort(preferred = 0): Promise<number> {
  const port = (await tryPort(preferred, '127.0.0.1')) ?? (await tryPort(0, '127.0.0.1'));
  if (port === undefined) throw new Error('no free port on the loopback address');
  return port;
}
