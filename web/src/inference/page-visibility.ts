import type { Visibility } from './rest-timer.ts';

/** Whether the page is seen, as its document tells. */
export const pageVisibility = (page: Document): Visibility => ({
  hidden: () => page.visibilityState === 'hidden',
  subscribe: (changed) => {
    page.addEventListener('visibilitychange', changed);
    return () => page.removeEventListener('visibilitychange', changed);
  },
});
