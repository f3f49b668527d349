/** A stretch of time in epoch milliseconds; half-open: `[from, to)`. */
export interface Span {
  from: number;
  to: number;
}

/** Sorted and disjoint: what all functions here give, and take unless they say otherwise. */
export type Spans = readonly Span[];

/** All that lies in any of the spans, which may come in any order and overlap. */
export function union(spans: Spans): Span[] {
  const joined: Span[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || last.to < from) joined.push({ from, to });
    else last.to = Math.max(last.to, to);
  }
  return joined;
}

/** What lies in both. */
export function intersection(some: Spans, others: Spans): Span[] {
  const shared: Span[] = [];
  for (const { from, to } of some) {
    for (let at = firstEndingAfter(others, from); at < others.length; at += 1) {
      const other = others[at];
      if (other === undefined || other.from >= to) break;
      const both = { from: Math.max(from, other.from), to: Math.min(to, other.to) };
      if (both.from < both.to) shared.push(both);
    }
  }
  return shared;
}

/** What lies in `some` and not in `others`. */
export function difference(some: Spans, others: Spans): Span[] {
  return some.flatMap((span) => {
    const left: Span[] = [];
    let { from } = span;
    for (const hole of intersection([span], others)) {
      if (from < hole.from) left.push({ from, to: hole.from });
      from = hole.to;
    }
    if (from < span.to) left.push({ from, to: span.to });
    return left;
  });
}

export const lengthOf = (spans: Spans): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);

/** By halves: a ticket of an hour is held against the opening hours of a year. */
function firstEndingAfter(spans: Spans, instant: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.to ?? Infinity) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
