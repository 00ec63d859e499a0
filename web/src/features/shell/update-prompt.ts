import { wordsOf } from '../../messages/messages.svelte.ts';
import type { Toasts } from '../../ui/toasts.svelte.ts';

const CHECK_EVERY_MS = 3600_000;

/** Registers the service worker; a new version waits until the person says "Reload". */
export async function offerUpdates(toasts: Toasts, window: Window): Promise<void> {
  if (!('serviceWorker' in window.navigator)) return;
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox('/service-worker.js', { scope: '/' });
  const offer = () =>
    toasts.show(
      wordsOf('shell').newVersion,
      {
        label: wordsOf('shell').reload,
        run: () => {
          workbox.addEventListener('controlling', () => window.location.reload());
          workbox.messageSkipWaiting();
        },
      },
      true,
    );
  workbox.addEventListener('waiting', offer);
  // Without a registration the app works, but not offline: an expected failure on locked-down browsers.
  const registration = await workbox.register().catch(() => undefined);
  if (registration) window.setInterval(() => void registration.update().catch(() => undefined), CHECK_EVERY_MS);
}
