import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { freePort } from '../../../src/dev/ports.ts';
import { eventually } from '../../../src/scenarios/world/eventually.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const DOVECOT = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find(existsSync);

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const uid = isRoot ? NOBODY : (process.getuid?.() ?? NOBODY);
const gid = isRoot ? NOBODY : (process.getgid?.() ?? NOBODY);

const PASSWORD = 'open sesame';

/** Debian's dovecot with one mailbox, on a port of its own. */
export class ImapServer {
  private process: ChildProcess | null = null;

  private constructor(
    private readonly directory: string,
    readonly port: number,
  ) {}

  static async start(): Promise<ImapServer> {
    if (DOVECOT === undefined) throw new Error('dovecot is not installed: apt-get install dovecot-imapd');
    const server = new ImapServer(temporaryDirectory(), await freePort());
    server.configure();
    await server.resume();
    return server;
  }

  /** As `IMAP_URL` has it. */
  get url(): string {
    return `imap://support:${encodeURIComponent(PASSWORD)}@127.0.0.1:${this.port}/INBOX`;
  }

  async resume(): Promise<void> {
    this.process = spawn(DOVECOT ?? '', ['-F', '-c', join(this.directory, 'dovecot.conf')], { stdio: 'ignore' });
    await eventually(() => this.using(async () => true).catch(() => false));
  }

  async stop(): Promise<void> {
    const { process } = this;
    this.process = null;
    if (process === null) return;
    const gone = new Promise((resolve) => process.once('exit', resolve));
    process.kill('SIGTERM');
    await gone;
  }

  /** Puts a mail into the mailbox, as delivery does. */
  deliver = (raw: string): Promise<unknown> =>
    this.using((client) => client.append('INBOX', raw.replaceAll('\n', '\r\n')));

  /** How many mails there are, and how many of them nobody has read. */
  count = (): Promise<{ all: number; unread: number }> =>
    this.using(async (client) => {
      const { messages = 0, unseen = 0 } = (await client.status('INBOX', { messages: true, unseen: true })) || {};
      return { all: messages, unread: unseen };
    });

  /** How many mails somebody ought to look at. */
  flagged = (): Promise<number> =>
    this.using(async (client) => {
      await client.mailboxOpen('INBOX');
      return ((await client.search({ flagged: true })) || []).length;
    });

  private async using<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: this.port,
      secure: false,
      auth: { user: 'support', pass: PASSWORD },
      logger: false,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await work(client);
    } finally {
      client.close();
    }
  }

  private configure(): void {
    const { directory } = this;
    for (const part of ['mail', 'run', 'state']) mkdirSync(join(directory, part), { recursive: true });
    if (isRoot) {
      // Dovecot serves no mailbox as root.
      chmodSync(directory, 0o755);
      chownSync(join(directory, 'mail'), uid, gid);
    }
    writeFileSync(join(directory, 'users'), `support:{PLAIN}${PASSWORD}::::::\n`);
    writeFileSync(join(directory, 'dovecot.conf'), configurationOf(directory, this.port));
  }
}

const configurationOf = (directory: string, port: number): string => `
protocols = imap
listen = 127.0.0.1
base_dir = ${directory}/run
state_dir = ${directory}/state
ssl = no
disable_plaintext_auth = no
default_login_user = nobody
default_internal_user = nobody
default_internal_group = nogroup
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${directory}/mail
mail_uid = ${uid}
mail_gid = ${gid}
log_path = ${directory}/log
passdb {
  driver = passwd-file
  args = ${directory}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${directory}/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
