import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { readAttachment } from '../../store/attachments.ts';
import type { Store } from '../../store/connect.ts';
import type { TicketExport } from './export-ticket.ts';

/** All of it in one file. Attached files are read one by one as the archive is written, so that many of them need little memory. */
export function zipExport(store: Store, ticketId: string, { html, json, files }: TicketExport): Readable {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(json, null, 2)), 'conversation.json');
  zip.addBuffer(Buffer.from(html(true)), 'conversation.html');
  for (const { id, path } of files) {
    // Asked for when the archive has come so far, which is when its reader has.
    zip.addReadStreamLazy(path, (hand) => {
      readAttachment(store, ticketId, id, { withInternal: false }).then(
        (file) => hand(null, Readable.from(file === undefined ? [] : [file.content])),
        (error: unknown) => output.destroy(error as Error),
      );
    });
  }
  zip.end();
  const output = new PassThrough();
  zip.outputStream.pipe(output);
  return output;
}
