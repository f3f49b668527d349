/** Wakes one sleeper. What rings while it is awake wakes it as soon as it lies down. */
export class Alarm {
  private hasRung = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.hasRung = true;
    this.wake?.();
  }

  /** What has rung until now is heard. */
  hush(): void {
    this.hasRung = false;
  }

  /** @returns false when nothing rang within `ms` */
  sleep(ms: number): Promise<boolean> {
    if (this.hasRung) return Promise.resolve(true);
    return new Promise((resolve) => {
      const awake = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve(this.hasRung);
      };
      const timer = setTimeout(awake, ms);
      this.wake = awake;
    });
  }
}
