import { mkdir, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser, type AddressObject } from 'mailparser';
import { mailIdsOf } from './read-mail.ts';

/** A mail that was sent on this machine, as its recipient reads it. */
export interface LocalMail {
  id: string;
  from: string;
  to: string;
  replyTo: string;
  subject: string;
  text: string;
  mailId: string;
  references: string[];
}

/** Older ones are thrown away: it is a toy of one machine. */
const KEPT_MAILS = 200;
const SUFFIX = '.eml';

/** Mails as files in a folder, the newest by name last. */
export class MailboxFolder {
  private count = 0;

  constructor(private readonly directory: string) {}

  async put(raw: Buffer): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    this.count += 1;
    const name = `${new Date().toISOString().replaceAll(':', '-')}-${process.pid}-${this.count}`;
    // Written aside: who lists the folder meanwhile finds whole mails only.
    await writeFile(join(this.directory, `${name}.part`), raw);
    await rename(join(this.directory, `${name}.part`), join(this.directory, name + SUFFIX));
    const old = (await this.names()).slice(KEPT_MAILS);
    await Promise.all(old.map((id) => unlink(join(this.directory, id + SUFFIX)).catch(() => undefined)));
  }

  /** The newest first. */
  async list(limit: number): Promise<LocalMail[]> {
    const found = await Promise.all((await this.names()).slice(0, limit).map((id) => this.find(id)));
    return found.filter((mail) => mail !== undefined);
  }

  async find(id: string): Promise<LocalMail | undefined> {
    // Never a path: only what is in the folder.
    if (!(await this.names()).includes(id)) return undefined;
    const raw = await readFile(join(this.directory, id + SUFFIX)).catch(() => null);
    if (raw === null) return undefined;
    const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
    return {
      id,
      from: addressesIn(mail.from),
      to: addressesIn(mail.to),
      replyTo: addressesIn(mail.replyTo) || addressesIn(mail.from),
      subject: mail.subject ?? '',
      text: mail.text ?? '',
      mailId: mail.messageId ?? '',
      references: mailIdsOf(mail.references),
    };
  }

  private async names(): Promise<string[]> {
    const files = await readdir(this.directory).catch(() => []);
    return files
      .filter((file) => file.endsWith(SUFFIX))
      .map((file) => file.slice(0, -SUFFIX.length))
      .sort()
      .reverse();
  }
}

const addressesIn = (list: AddressObject | AddressObject[] | undefined): string =>
  [list ?? []]
    .flat()
    .flatMap(({ value }) => value.flatMap(({ address }) => address ?? []))
    .join(', ');
