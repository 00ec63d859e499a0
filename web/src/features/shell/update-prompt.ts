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
  if (!registration) return;
  window.setInterval(() => void registration.update().catch(() => undefined), CHECK_EVERY_MS);
  await refreshNowAndThen(registration, window.navigator);
}

interface PeriodicSync {
  register: (tag: string, options: { minInterval: number }) => Promise<void>;
}

/** Asks the browser to wake the app now and then, where it can and where the installed app is allowed to. */
async function refreshNowAndThen(
  registration: ServiceWorkerRegistration & { periodicSync?: PeriodicSync },
  { permissions }: Navigator,
): Promise<void> {
  if (!registration.periodicSync) return;
  const name = 'periodic-background-sync' as PermissionName;
  const allowed = await permissions.query({ name }).catch(() => null);
  if (allowed?.state !== 'granted') return;
  // Refused where the app is not installed: it then syncs while it is open.
  await registration.periodicSync.register('refresh', { minInterval: CHECK_EVERY_MS }).catch(() => undefined);
}
