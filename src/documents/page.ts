import PDFDocument from 'pdfkit';
import { BOLD, REGULAR } from './fonts.ts';

export type Page = PDFKit.PDFDocument;

/** In points, of which 72 are an inch: an A4 sheet and what is written on of it. */
export const SHEET = { width: 595.28, height: 841.89, left: 62, right: 533, top: 62, bottom: 780 };

export const INK = '#1c2430';
export const FAINT = '#667080';
export const LINE = '#c9d0d9';
export const TINT = '#eef2f7';
export const ACCENT = '#1f5fa8';

/** One empty A4 sheet, with what the document tells of itself. */
export function createPage(about: {
  title: string;
  author: string;
  subject: string;
  language: string;
  createdAt: Date;
}): Page {
  const { title, author, subject, language, createdAt } = about;
  const page = new PDFDocument({
    size: 'A4',
    // Nothing that is written may begin a second sheet by itself.
    margin: 0,
    lang: language,
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: title,
      Author: author,
      Subject: subject,
      Producer: 'Kept',
      Creator: 'Kept',
      CreationDate: createdAt,
    },
  });
  page.registerFont('regular', REGULAR);
  page.registerFont('bold', BOLD);
  return page;
}

export interface Style {
  font?: 'regular' | 'bold';
  size?: number;
  colour?: string;
  width?: number;
  align?: 'left' | 'right';
  /** What is longer ends with an ellipsis. */
  lines?: number;
}

/** Writes a text into a box. @returns where the next line may begin */
export function write(page: Page, text: string, x: number, y: number, style: Style = {}): number {
  const { font = 'regular', size = 10, colour = INK, width = SHEET.right - x, align = 'left', lines = 1 } = style;
  page.font(font).fontSize(size).fillColor(colour);
  // Half a line more, as what doesn't fit to the last hundredth of a point would be left out.
  const height = (lines + 0.5) * page.currentLineHeight();
  page.text(oneLine(text), x, y, { width, align, height, ellipsis: true });
  return page.y;
}

/** Names come from tokens: a line break or a tab in one must not move what comes after it. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

export function rule(page: Page, y: number, { colour = LINE, thickness = 0.75 } = {}): void {
  page.moveTo(SHEET.left, y).lineTo(SHEET.right, y).lineWidth(thickness).strokeColor(colour).stroke();
}
