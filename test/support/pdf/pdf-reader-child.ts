import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PdfContent } from './pdf-reader.ts';

/** Answers each PDF with what is in it: pdf.js is an ES module, which Jest cannot load. */
process.on('message', (pdf: Uint8Array) => {
  contentOf(pdf).then(
    (content) => process.send?.({ content }),
    (error: unknown) => process.send?.({ complaint: String(error) }),
  );
});

async function contentOf(pdf: Uint8Array): Promise<PdfContent> {
  const data = new Uint8Array(pdf);
  const document = await getDocument({ data, useSystemFonts: false, verbosity: VerbosityLevel.ERRORS }).promise;
  const lines: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    let line = '';
    for (const item of items) {
      if (!('str' in item)) continue;
      line += item.str;
      if (!item.hasEOL) continue;
      lines.push(line);
      line = '';
    }
    lines.push(line);
  }
  const { info } = await document.getMetadata();
  return { pages: document.numPages, lines, info: info as Record<string, unknown> };
}
