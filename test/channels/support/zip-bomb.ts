import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

const ZEROS = 10 * 1024 * 1024;

/** Ten megabytes of zeros ten times over, each a zip in a zip: a few kilobytes until somebody unpacks them. */
export async function makeZipBomb(): Promise<Buffer> {
  const inner = await zipOf({ 'zeros.bin': Buffer.alloc(ZEROS) });
  return zipOf(Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`${n}.zip`, inner])));
}

async function zipOf(files: Record<string, Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(content, name);
  zip.end();
  return buffer(zip.outputStream);
}
