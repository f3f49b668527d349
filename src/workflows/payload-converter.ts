import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

/** Stands for a payload that could not be decoded. */
export interface Undecodable {
  undecodable: string;
}

export const isUndecodable = (value: unknown): value is Undecodable =>
  // Its own shape only: a stranger's object of that name could hold anything.
  typeof value === 'object' && value !== null && 'undecodable' in value && typeof value.undecodable === 'string';

/**
 * JSON, but decoding never throws: one signal with a broken payload would otherwise fail every workflow task of its ticket
 * from then on. What cannot be decoded becomes a marker, which its receiver refuses and journals.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload<T>(payload: Payload): T {
    try {
      return defaultPayloadConverter.fromPayload<T>(payload);
    } catch (error) {
      return { undecodable: error instanceof Error ? error.message : String(error) } as T;
    }
  },
};
