import type { CreditNote } from '../domain/grants/credit-note.ts';
import { countryWords, dayWords } from '../texts/credit-note.ts';
import type { Say } from '../texts/say.ts';
import { ACCENT, FAINT, rule, SHEET, write, type Page } from './page.ts';

/** Where the second of the two columns begins. */
const MIDDLE = 320;
const LABEL_WIDTH = 92;

export function drawHeader(page: Page, { company }: CreditNote, say: Say): void {
  page.rect(0, 0, SHEET.width, 8).fill(ACCENT);
  const below = write(page, company.name, SHEET.left, SHEET.top, { font: 'bold', size: 17, lines: 1 });
  write(page, company.supportAddress, SHEET.left, below + 1, { size: 9, colour: FAINT });
  write(page, say('note.title'), SHEET.left, 138, { font: 'bold', size: 25, colour: ACCENT });
}

/** Whose note it is, and which. @returns where the next part may begin */
export function drawParties(page: Page, note: CreditNote, say: Say): number {
  const top = 196;
  return Math.max(drawCustomer(page, top, note, say), drawReferences(page, top, note, say));
}

function drawCustomer(page: Page, top: number, { customer, country, locale }: CreditNote, say: Say): number {
  const width = MIDDLE - SHEET.left - 24;
  const names = write(page, say('note.customer'), SHEET.left, top, { size: 9, colour: FAINT }) + 2;
  const ids = write(page, customer.name, SHEET.left, names, { font: 'bold', size: 12, width, lines: 3 }) + 1;
  // The id is what the company knows them by, whatever script the name is in.
  const countries = write(page, customer.id, SHEET.left, ids, { width, lines: 2 });
  return write(page, countryWords(locale, country), SHEET.left, countries, { width });
}

function drawReferences(page: Page, top: number, note: CreditNote, say: Say): number {
  const references: [label: string, value: string][] = [
    [say('note.number'), note.number],
    [say('note.issued-on'), dayWords(note.locale, note.issuedOn)],
    [say('note.ticket'), String(note.ticket.number)],
    [say('note.approval'), note.approvalId],
  ];
  let y = top;
  for (const [label, value] of references) {
    write(page, label, MIDDLE, y + 1, { size: 9, colour: FAINT, width: LABEL_WIDTH });
    y = write(page, value, MIDDLE + LABEL_WIDTH, y, { lines: 3 }) + 4;
  }
  return y;
}

export function drawFooter(page: Page, { company, number }: CreditNote): void {
  rule(page, SHEET.bottom);
  const style = { size: 8, colour: FAINT };
  write(page, `${company.name} · ${company.supportAddress}`, SHEET.left, SHEET.bottom + 8, { ...style, width: 360 });
  write(page, number, MIDDLE, SHEET.bottom + 8, { ...style, align: 'right' });
}
