/** Web Push of this device, as the browser offers it. */
export interface PushDevice {
  permission: () => NotificationPermission;
  /** The endpoint under which this device takes pushes; null when it takes none. */
  endpoint: () => Promise<string | null>;
  /** Asks the person, then the browser's push service. Null when the person or the service said no. */
  subscribe: (publicKey: string) => Promise<PushSubscriptionJSON | null>;
  unsubscribe: () => Promise<void>;
}

/** Null where the browser has no Web Push (on iOS: outside an installed app). */
export function browserPush(window: Window): PushDevice | null {
  const { serviceWorker } = window.navigator;
  if (serviceWorker === undefined || !('PushManager' in window) || !('Notification' in window)) return null;
  const current = async () => (await (await serviceWorker.getRegistration())?.pushManager.getSubscription()) ?? null;
  return {
    permission: () => Notification.permission,
    endpoint: async () => (await current())?.endpoint ?? null,
    async subscribe(publicKey) {
      if ((await Notification.requestPermission()) !== 'granted') return null;
      const registration = await serviceWorker.getRegistration();
      if (registration === undefined) return null;
      // One that was made for another key of the server can never be pushed to.
      await (await current())?.unsubscribe();
      const options = { userVisibleOnly: true, applicationServerKey: publicKey };
      const made = await registration.pushManager.subscribe(options).catch(() => null);
      return made === null ? null : made.toJSON();
    },
    async unsubscribe() {
      await (await current())?.unsubscribe();
    },
  };
}
