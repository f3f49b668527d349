import { buffer } from 'node:stream/consumers';
import type { CreditNote } from '../domain/grants/credit-note.ts';
import { sayIn } from '../texts/say.ts';
import { drawFigures } from './draw-figures.ts';
import { drawFooter, drawHeader, drawParties } from './draw-letter.ts';
import { createPage } from './page.ts';

/** A credit note as a PDF in its own language. The same note is always the same bytes, whenever and wherever it is printed. */
export async function printCreditNote(note: CreditNote): Promise<Buffer> {
  const say = sayIn(note.locale);
  const page = createPage({
    title: `${say('note.title')} ${note.number}`,
    author: note.company.name,
    subject: say('note.credit-for', { number: note.ticket.number }),
    language: note.locale,
    createdAt: new Date(note.issuedAt),
  });
  drawHeader(page, note, say);
  const below = drawParties(page, note, say);
  drawFigures(page, below, note, say);
  drawFooter(page, note);
  page.end();
  return buffer(page);
}
