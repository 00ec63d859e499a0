import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

// The whole app is precached; nothing else is ever cached: answers of the server hold people's words.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// `/ghl` may be framed: the server's own headers must come with it.
const NOT_PAGES = [
  /^\/ghl$/,
  /^\/sync/,
  /^\/events/,
  /^\/api\//,
  /^\/webhooks\//,
  /^\/healthz/,
  /^\/readyz/,
  /^\/metrics/,
];
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: NOT_PAGES }));

// A new version waits until the person agrees, so that the app never changes under their hands.
self.addEventListener('message', (event) => {
  const type = (event.data as { type?: string } | null)?.type;
  if (type === 'SKIP_WAITING') void self.skipWaiting();
  // Locked: nothing of the account is shown outside the app either. This worker itself holds nothing that is opened.
  if (type === 'LOCK') event.waitUntil(closeNotifications());
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const leadId = (event.notification.data as { leadId?: string | null } | null)?.leadId;
  event.waitUntil(openApp(leadId ? `/#/lead/${encodeURIComponent(leadId)}` : '/#/today'));
});

async function openApp(path: string): Promise<void> {
  const [open] = await self.clients.matchAll({ type: 'window' });
  if (!open) await self.clients.openWindow(path);
  else await (await open.focus()).navigate(path);
}

async function closeNotifications(): Promise<void> {
  for (const notification of await self.registration.getNotifications()) notification.close();
}

// The first version takes the open page at once, so that its first reload already works offline.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
