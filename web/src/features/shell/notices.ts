/** A notification; never the words of a message: the screen that shows it may be locked. */
export interface Notice {
  title: string;
  body: string;
  /** One notification a tag, over all tabs. */
  tag: string;
  /** The place in the app that it opens. */
  href: string;
}

/** What the device can tell its owner while the app is not looked at. */
export interface Notices {
  /** The number on the app's icon; 0 takes it away. */
  badge: (count: number) => void;
  supported: () => boolean;
  allowed: () => boolean;
  /** Asks the person; true when they allow it. */
  ask: () => Promise<boolean>;
  show: (notice: Notice) => Promise<void>;
}

export function browserNotices(window: Window & typeof globalThis): Notices {
  const { navigator } = window;
  const supported = () => 'Notification' in window;
  return {
    badge: (count) => {
      // Without an installed app there is no icon to mark: the browser refuses, and nothing is lost.
      if ('setAppBadge' in navigator) navigator.setAppBadge(count).catch(() => undefined);
    },
    supported,
    allowed: () => supported() && window.Notification.permission === 'granted',
    ask: async () => supported() && (await window.Notification.requestPermission()) === 'granted',
    show: async ({ title, body, tag, href }) => {
      const options = { body, tag, icon: '/icons/icon-192.png', data: { path: `/${href}` } };
      // Phones show notifications of a service worker only.
      const registration = await navigator.serviceWorker?.getRegistration();
      if (registration) return registration.showNotification(title, options);
      const shown = new window.Notification(title, options);
      shown.onclick = () => {
        window.focus();
        window.location.hash = href;
      };
    },
  };
}
