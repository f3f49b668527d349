import { condition } from '@temporalio/workflow';

/**
 * Lets one local activity run at a time. Which of several are answered together is not in a workflow's history: a replay may
 * batch them otherwise, and whatever waits on conditions would then issue its commands in another order.
 */
export class Lane {
  private isBusy = false;

  /** Waits for its turn. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    while (this.isBusy) await condition(() => !this.isBusy);
    this.isBusy = true;
    try {
      return await work();
    } finally {
      this.isBusy = false;
    }
  }
}
