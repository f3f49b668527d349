import type { Template, TemplateValues } from '../domain/ticket/templates.ts';
import { APPROVAL_TEXTS } from './approval-texts.ts';
import { CLOSING_TEXTS } from './closing-texts.ts';
import type { Texts, Words } from './texts.ts';
import { WORK_TEXTS } from './work-texts.ts';

const TEXTS: Texts = { ...WORK_TEXTS, ...APPROVAL_TEXTS, ...CLOSING_TEXTS };

/** The text of an automatic message in the customer's language. */
export const textOf = (template: Template, values: TemplateValues, words: Words): string =>
  TEXTS[template](values, words);
