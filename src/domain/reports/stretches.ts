import type { Span } from './spans.ts';

/** Something that begins and ends, again and again, as the journal tells it. */
export class Stretches {
  readonly ended: Span[] = [];
  private since: number | null = null;

  /** Beginning again what runs changes nothing. */
  begin(at: number): void {
    this.since ??= at;
  }

  /** A customer's word counts from when it was taken, which may be before what it ends began: then that never was. */
  end(at: number): void {
    if (this.since !== null && this.since < at) this.ended.push({ from: this.since, to: at });
    this.since = null;
  }
}
