export const THEMES = ['auto', 'light', 'dark'] as const;
export const LOCK_AFTER = [1, 5, 15, 60, 0] as const;
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
  /** Minutes without a touch after which a device with a lock locks itself; 0: never. */
  lockAfter = $state.raw<number>(15);
  readonly #store: () => SettingsStore;

  /** `store` is asked each time: where storage is blocked, even naming it throws. */
  constructor(store: () => SettingsStore) {
    this.#store = store;
    this.language = this.#read('language');
    this.theme = THEMES.find((theme) => theme === this.#read('theme')) ?? 'auto';
    this.tourSeen = this.#read('tour') === 'seen';
    this.hotNotices = this.#read('hot-notices') === 'on';
    const minutes = this.#read('lock-after');
    this.lockAfter = LOCK_AFTER.find((choice) => String(choice) === minutes) ?? 15;
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

  setLockAfter(minutes: number): void {
    this.lockAfter = minutes;
    this.#write('lock-after', String(minutes));
  }

  /** When a person last touched the app in any of its tabs; milliseconds since 1970. */
  lastTouch(): number {
    return Number(this.#read('touched') ?? 0);
  }

  touched(at: number): void {
    this.#write('touched', String(at));
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
