import type { CreditNote } from '../domain/grants/credit-note.ts';
import { countryWords } from '../texts/credit-note.ts';
import { amountWords } from '../texts/money.ts';
import type { Say } from '../texts/say.ts';
import { ACCENT, FAINT, rule, SHEET, TINT, write, type Page } from './page.ts';

/** Where the totals begin, and where their amounts do: with room for the largest that there can be. */
const TOTALS = 230;
const AMOUNTS = 360;
const PADDING = 10;

/** What is credited, and what it comes to with VAT. */
export function drawFigures(page: Page, below: number, note: CreditNote, say: Say): void {
  const amount = (minor: number): string => amountWords(note.locale, note, minor);
  let y = drawHead(page, below + 34, say);

  write(page, say('note.credit-for', { number: note.ticket.number }), SHEET.left + PADDING, y, {
    width: AMOUNTS - SHEET.left - 20,
  });
  y = drawAmount(page, amount(note.net), y) + 8;
  rule(page, y);

  y = drawTotal(page, y + 12, say('note.net'), amount(note.net));
  const vat = say('note.vat', { percent: note.vatPercent, country: countryWords(note.locale, note.country) });
  y = drawTotal(page, y + 4, vat, amount(note.vat)) + 8;
  page.rect(TOTALS, y, SHEET.right - TOTALS, 28).fill(ACCENT);
  const style = { font: 'bold', size: 11, colour: '#ffffff' } as const;
  write(page, say('note.gross'), TOTALS + PADDING, y + 6.5, style);
  drawAmount(page, amount(note.gross), y + 6.5, style);

  write(page, note.rounding, SHEET.left, y + 52, { size: 8.5, colour: FAINT, lines: 3 });
}

function drawHead(page: Page, y: number, say: Say): number {
  page.rect(SHEET.left, y, SHEET.right - SHEET.left, 24).fill(TINT);
  const style = { font: 'bold', size: 9 } as const;
  write(page, say('note.description'), SHEET.left + PADDING, y + 5.5, style);
  drawAmount(page, say('note.net'), y + 5.5, style);
  return y + 34;
}

function drawTotal(page: Page, y: number, label: string, amount: string): number {
  const below = write(page, label, TOTALS + PADDING, y, { width: AMOUNTS - TOTALS - PADDING, lines: 3 });
  return Math.max(below, drawAmount(page, amount, y));
}

const drawAmount = (page: Page, amount: string, y: number, style: object = {}): number =>
  write(page, amount, AMOUNTS, y, { width: SHEET.right - AMOUNTS - PADDING, align: 'right', ...style });
