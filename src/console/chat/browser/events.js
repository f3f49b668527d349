/**
 * Server-sent events out of an answer's body: EventSource sends no token. The API writes each field on one line.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body
 */
export async function* eventsOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let unread = '';
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const blocks = (unread + read.value).split('\n\n');
      unread = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = new Map(block.split('\n').map(fieldOf));
        const data = fields.get('data');
        if (data === undefined) continue;
        /** @type {{ message?: import('./messages.js').Message }} */
        const parsed = JSON.parse(data);
        yield { id: fields.get('id') ?? '', event: fields.get('event') ?? '', data: parsed };
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** @param {string} line @returns {[string, string]} */
function fieldOf(line) {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
}
