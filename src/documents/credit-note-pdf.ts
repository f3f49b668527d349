import { buffer } from 'node:stream/consumers';
import type { CreditNote } from '../domain/grants/credit-note.ts';
import { NOTE_WORDS } from '../texts/credit-note.ts';
import { drawFigures } from './draw-figures.ts';
import { drawFooter, drawHeader, drawParties } from './draw-letter.ts';
import { createPage } from './page.ts';

/** A credit note as a PDF in its own language. The same note is always the same bytes, whenever and wherever it is printed. */
export async function printCreditNote(note: CreditNote): Promise<Buffer> {
  const words = NOTE_WORDS[note.locale];
  const page = createPage({
    title: `${words.title} ${note.number}`,
    author: note.company.name,
    subject: words.creditFor(note.ticket.number),
    language: note.locale,
    createdAt: new Date(note.issuedAt),
  });
  drawHeader(page, note, words);
  const below = drawParties(page, note, words);
  drawFigures(page, below, note, words);
  drawFooter(page, note);
  page.end();
  return buffer(page);
}
