import { describe, expect, it } from 'vitest';
import { REST_AFTER_MS, REST_WHEN_HIDDEN_MS, RestTimer } from './rest-timer.ts';

/** Time and visibility by hand. */
function world() {
  let now = 0;
  let hidden = false;
  let changed: () => void = () => undefined;
  let timers: { at: number; run: () => void }[] = [];
  const rests: number[] = [];
  const timer = new RestTimer(
    {
      nowMillis: () => now,
      later: (run, millis) => void timers.push({ at: now + millis, run }),
      visibility: {
        hidden: () => hidden,
        subscribe: (listener) => ((changed = listener), () => (changed = () => undefined)),
      },
    },
    () => rests.push(now),
  );
  return {
    timer,
    rests,
    pending: () => timers.length,
    pass(millis: number) {
      const until = now + millis;
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((one) => one !== next);
        now = next.at;
        next.run();
      }
      now = until;
    },
    show(visible: boolean) {
      hidden = !visible;
      changed();
    },
  };
}

describe('resting', () => {
  it('comes after ten idle minutes, counted from the latest work', () => {
    const { timer, rests, pass } = world();
    pass(REST_AFTER_MS);
    expect(rests).toEqual([]);
    timer.idle();
    pass(REST_AFTER_MS - 1);
    timer.busy();
    pass(REST_AFTER_MS);
    timer.idle();
    pass(REST_AFTER_MS - 1);
    expect(rests).toEqual([]);
    pass(1);
    expect(rests).toEqual([4 * REST_AFTER_MS - 1]);
    pass(10 * REST_AFTER_MS);
    expect(rests).toHaveLength(1);
  });

  it('comes one minute after the page was hidden, or after what it did while hidden', () => {
    const { timer, rests, pass, show } = world();
    timer.idle();
    pass(5000);
    show(false);
    pass(REST_WHEN_HIDDEN_MS - 1);
    expect(rests).toEqual([]);
    pass(1);
    expect(rests).toEqual([5000 + REST_WHEN_HIDDEN_MS]);
    timer.busy();
    pass(3000);
    timer.idle();
    pass(REST_WHEN_HIDDEN_MS);
    expect(rests).toHaveLength(2);
  });

  it('does not come when the page is seen again in time, nor while there is work, nor after the end', () => {
    const { timer, rests, pass, show } = world();
    timer.idle();
    show(false);
    pass(30_000);
    show(true);
    pass(REST_AFTER_MS - 30_001);
    expect(rests).toEqual([]);
    timer.busy();
    show(false);
    pass(REST_AFTER_MS);
    expect(rests).toEqual([]);
    timer.idle();
    timer.stop();
    pass(REST_AFTER_MS);
    expect(rests).toEqual([]);
  });

  it('keeps a few timers only, however often there is work', () => {
    const { timer, pass, pending } = world();
    for (let i = 0; i < 1000; i += 1) {
      timer.busy();
      pass(10);
      timer.idle();
    }
    expect(pending()).toBe(1);
  });
});
