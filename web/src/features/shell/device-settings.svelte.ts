export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Where small choices of this device lie: nothing personal, and readable before anyone has signed in. */
export type SettingsStore = Pick<Storage, 'getItem' | 'setItem'>;

/** Choices of this device and not of an account: language, appearance, whether the tour was seen. */
export class DeviceSettings {
  /** Null: as the browser says. */
  language = $state.raw<string | null>(null);
  theme = $state.raw<Theme>('auto');
  tourSeen = $state.raw(false);
  /** A notification when a lead becomes hot. */
  hotNotices = $state.raw(false);
  readonly #store: () => SettingsStore;

  /** `store` is asked each time: where storage is blocked, even naming it throws. */
  constructor(store: () => SettingsStore) {
    this.#store = store;
    this.language = this.#read('language');
    this.theme = THEMES.find((theme) => theme === this.#read('theme')) ?? 'auto';
    this.tourSeen = this.#read('tour') === 'seen';
    this.hotNotices = this.#read('hot-notices') === 'on';
  }

  setLanguage(language: string): void {
    this.language = language;
    this.#write('language', language);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.#write('theme', theme);
  }

  setHotNotices(on: boolean): void {
    this.hotNotices = on;
    this.#write('hot-notices', on ? 'on' : 'off');
  }

  endTour(): void {
    this.tourSeen = true;
    this.#write('tour', 'seen');
  }

  #read(name: string): string | null {
    try {
      return this.#store().getItem(`leadlight.${name}`);
    } catch {
      // A browser that blocks storage throws: the choice then lives as long as the page.
      return null;
    }
  }

  #write(name: string, value: string): void {
    try {
      this.#store().setItem(`leadlight.${name}`, value);
    } catch {
      // As above.
    }
  }
}
