import type { Tale } from './tale.ts';

/** Every event is in the journal, in order, and none twice. */
export async function expectGapless(tale: Tale): Promise<void> {
  const journal = await tale.world.people.journal(tale.id);
  expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
}

/** Nothing that was ever promised is forgotten: each ended once, as kept, missed or withdrawn. */
export async function expectEveryPromiseEnded(tale: Tale): Promise<void> {
  const made = await tale.happened('promise.made');
  const ended = [
    ...(await tale.happened('promise.kept')),
    ...(await tale.happened('promise.missed')),
    ...(await tale.happened('promise.withdrawn')),
  ];
  const names = (events: { data: { kind: string; cycle: number } }[]) =>
    events.map(({ data }) => `${data.kind} ${data.cycle}`).sort();
  expect(names(ended)).toEqual(names(made));
  expect((await tale.ticket()).promises).toHaveLength(made.length);
}
