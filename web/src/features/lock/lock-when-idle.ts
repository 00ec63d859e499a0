import type { Clock } from '../shell/clock.svelte.ts';
import type { Env } from '../shell/env.ts';
import type { Session } from '../shell/session.svelte.ts';

/** Touches are written down at most this often. */
const NOTE_EVERY_MS = 5000;

/**
 * In an effect: locks the device when nobody has touched it in any tab for as long as is set. Looked at with the clock,
 * and first of all when the page is shown again: timers sleep with a tablet. Returns the way to stop.
 */
export function lockWhenIdle(
  window: Window,
  deps: { env: Env; session: Session; clock: Clock; busy: () => boolean },
): () => void {
  const { env, session, clock, busy } = deps;
  const { settings } = env;
  // The clock's tick runs the effect anew: what it began with is not a touch.
  void clock.now;
  const look = (): boolean => {
    const idle = env.nowMillis() - settings.lastTouch();
    const due = session.ways.length > 0 && settings.lockAfter > 0 && idle >= settings.lockAfter * 60_000;
    if (due && !busy()) void session.lock();
    return due;
  };
  const touch = () => {
    const now = env.nowMillis();
    // A touch after the time is up does not save it: the page may have slept.
    if (Math.abs(now - settings.lastTouch()) > NOTE_EVERY_MS && !look()) settings.touched(now);
  };
  const shown = () => {
    if (window.document.visibilityState === 'visible') look();
  };
  look();
  for (const event of ['pointerdown', 'keydown', 'wheel']) window.addEventListener(event, touch, { passive: true });
  window.document.addEventListener('visibilitychange', shown);
  return () => {
    for (const event of ['pointerdown', 'keydown', 'wheel']) window.removeEventListener(event, touch);
    window.document.removeEventListener('visibilitychange', shown);
  };
}
