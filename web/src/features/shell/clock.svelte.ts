/** The time for the screen: ages and due times move with it, half a minute at a time. */
export class Clock {
  now = $state(0);

  constructor(nowMillis: () => number, every: (run: () => void, millis: number) => void) {
    this.now = nowMillis();
    every(() => (this.now = nowMillis()), 30_000);
  }
}
