/** The browser's parts of the sync engine: locks, timers and the events that mean "sync now". */

/** Runs `work` while this tab holds the account's lock; waits for its turn behind other tabs. */
export function leadByLock(locks: LockManager, name: string) {
  return (work: () => Promise<void>, signal: AbortSignal): Promise<void> =>
    locks.request(name, { signal }, () => work()).then(() => undefined);
}

/** Resolves after so many milliseconds, or at once when aborted. */
export function wait(millis: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, millis);
    signal.addEventListener('abort', end);
  });
}

/** What the service worker says to its pages. */
export type WorkerWord = { type: 'NUDGE' };

/** Nudges when the network comes or goes (so that the state shown is true), when the page becomes visible and when the service worker asks; returns the way to stop. */
export function nudgeOnReturn(window: Window, nudge: () => void): () => void {
  const visible = () => {
    if (window.document.visibilityState === 'visible') nudge();
  };
  const heard = ({ data }: MessageEvent<WorkerWord | null>) => {
    if (data?.type === 'NUDGE') nudge();
  };
  const worker = window.navigator.serviceWorker as ServiceWorkerContainer | undefined;
  worker?.addEventListener('message', heard);
  for (const event of ['online', 'offline']) window.addEventListener(event, nudge);
  window.document.addEventListener('visibilitychange', visible);
  return () => {
    worker?.removeEventListener('message', heard);
    for (const event of ['online', 'offline']) window.removeEventListener(event, nudge);
    window.document.removeEventListener('visibilitychange', visible);
  };
}
