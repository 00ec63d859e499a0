/** Chromium's event; other browsers install by a menu of their own. */
interface InstallEvent extends Event {
  prompt(): Promise<void>;
  readonly userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

/** `by-menu`: the browser offers nothing that the page could ask for. */
export type InstallState = 'installed' | 'offered' | 'by-menu';

/** Whether the app is installed, and the browser's offer to do it: it comes early and once, so it is kept. */
export class Installing {
  state = $state.raw<InstallState>('by-menu');
  #event: InstallEvent | null = null;

  constructor(window: Window) {
    if (window.matchMedia('(display-mode: standalone)').matches) this.state = 'installed';
    window.addEventListener('beforeinstallprompt', (event) => {
      // The app asks in Settings, not the browser in the midst of work.
      event.preventDefault();
      this.#event = event as InstallEvent;
      this.state = 'offered';
    });
    window.addEventListener('appinstalled', () => (this.state = 'installed'));
  }

  async ask(): Promise<void> {
    const event = this.#event;
    if (!event) return;
    // An event asks once; after a refusal the browser sends another in its own time.
    this.#event = null;
    this.state = 'by-menu';
    await event.prompt();
    if ((await event.userChoice).outcome === 'accepted') this.state = 'installed';
  }
}
