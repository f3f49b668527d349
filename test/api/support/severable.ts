import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A line to a server that can be cut, and mended; or freeze: those who use it hear nothing more, not even that it is over. */
export interface SeverableLine {
  address: string;
  freeze(): void;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function severableLineTo(target: string): Promise<SeverableLine> {
  const [host = '', port = ''] = target.split(':');
  const sockets = new Set<Socket>();
  let server: Server;
  const listen = async (at: number) => {
    server = createServer((near) => {
      const far = connect(Number(port), host);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
      }
      near.pipe(far).pipe(near);
    });
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const at = await listen(0);
  return {
    address: `127.0.0.1:${at}`,
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    cut: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
    mend: async () => {
      await listen(at);
    },
  };
}
