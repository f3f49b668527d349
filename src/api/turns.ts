/** Lets so many at a time do something for one key; others wait for their turn, first come, first served. */
export class Turns {
  private readonly busy = new Map<string, { running: number; waiting: (() => void)[] }>();

  constructor(private readonly atOnce: number) {}

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    await this.begin(key);
    try {
      return await work();
    } finally {
      this.end(key);
    }
  }

  private begin(key: string): Promise<void> | void {
    const queue = this.busy.get(key) ?? { running: 0, waiting: [] };
    this.busy.set(key, queue);
    if (queue.running >= this.atOnce) return new Promise((resolve) => queue.waiting.push(resolve));
    queue.running += 1;
  }

  private end(key: string): void {
    const queue = this.busy.get(key);
    const next = queue?.waiting.shift();
    // Whoever is next has the place of the one who leaves.
    if (next !== undefined) return next();
    if (queue === undefined) return;
    queue.running -= 1;
    if (queue.running === 0) this.busy.delete(key);
  }
}
