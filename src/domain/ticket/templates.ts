/** What Kept itself says to people; each has one text per language. */
export type Template =
  | 'acknowledgement'
  | 'progress'
  | 'takes-longer'
  | 'estimate-wanted'
  | 'handed-over'
  | 'estimate'
  | 'decision-awaited'
  | 'decision-late'
  | 'approval-granted'
  | 'approval-refused'
  | 'approval-withdrawn'
  | 'approval-expired'
  | 'approval-expired-note'
  | 'credit-note'
  | 'not-carried-out'
  | 'undelivered'
  | 'answer-reminder'
  | 'confirmation-wanted'
  | 'confirmation-reminder'
  | 'reopened'
  | 'closed';

/** What the text of an automatic message needs to know, besides what the store knows of the ticket. */
export type TemplateValues = Record<string, string | number | boolean | null>;

/** Words of Kept below a person's own, so that both are one message: what was decided with it, and by when. */
export interface Postscript {
  template: Extract<Template, 'handed-over' | 'estimate'>;
  values: TemplateValues;
}
