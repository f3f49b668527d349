import { storable } from '../domain/storable-text.ts';

/** A value as jsonb takes it. Whatever somebody managed to send, recording it must not fail for ever. */
export const toJsonb = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part));
