import { createServer } from 'node:net';
import { MailServer } from '../../../src/scenarios/world/mail-server.ts';

test('a mail server whose port somebody has taken meanwhile says so, and listens again once it is free', async () => {
  const server = await MailServer.start();
  const port = Number(new URL(server.url).port);
  await server.stop();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  await expect(server.listen()).rejects.toThrow('EADDRINUSE');
  await new Promise((resolve) => other.close(resolve));
  await server.listen();
  await server.stop();
});
