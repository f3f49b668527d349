import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { readAttachment } from '../../store/attachments.ts';
import type { Store } from '../../store/connect.ts';
import type { TicketExport } from './export-ticket.ts';

/** All of it in one file. Attached files are read one by one as the archive is written, so that many of them need little memory. */
export function zipExport(store: Store, ticketId: string, { html, json, files }: TicketExport): Readable {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(json, null, 2)), 'conversation.json');
  zip.addBuffer(Buffer.from(html(true)), 'conversation.html');
  const output = new PassThrough();
  zip.outputStream.pipe(output);
  void addFiles().then(
    () => zip.end(),
    (error: unknown) => output.destroy(error as Error),
  );
  return output;

  async function addFiles(): Promise<void> {
    for (const { id, path } of files) {
      const file = await readAttachment(store, ticketId, id, { withInternal: false });
      if (file !== undefined) zip.addBuffer(file.content, path);
    }
  }
}
