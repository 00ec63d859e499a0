import type { Updates } from './updates.svelte.ts';

const CHECK_EVERY_MS = 3600_000;
const TAB = 'leadlight-tab';

/** Registers the service worker; a new version waits in `updates`. */
export async function offerUpdates(updates: Updates, window: Window): Promise<void> {
  const { navigator } = window;
  if (!('serviceWorker' in navigator)) return;
  // Held for as long as the tab lives: counting the holders counts the tabs.
  void navigator.locks.request(TAB, { mode: 'shared' }, () => new Promise(() => undefined));
  const alone = async () => ((await navigator.locks.query()).held ?? []).filter(({ name }) => name === TAB).length <= 1;
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox('/service-worker.js', { scope: '/' });
  workbox.addEventListener('waiting', () => {
    // Whichever tab puts it in place: a page of the old version would miss its files.
    navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
    updates.offer({ alone, apply: () => workbox.messageSkipWaiting() });
  });
  // Without a registration the app works, but not offline: an expected failure on locked-down browsers.
  const registration = await workbox.register().catch(() => undefined);
  if (registration) window.setInterval(() => void registration.update().catch(() => undefined), CHECK_EVERY_MS);
}
