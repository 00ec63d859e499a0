/** The languages of the app. */
export const LOCALES = ['en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

/** The messages of each feature: a default export in `en/FEATURE.ts`, and the same shape in `es/FEATURE.ts`. */
export interface Catalogue {
  common: typeof import('./en/common.ts').default;
  dashboard: typeof import('./en/dashboard.ts').default;
  errors: typeof import('./en/errors.ts').default;
  leads: typeof import('./en/leads.ts').default;
  lock: typeof import('./en/lock.ts').default;
  more: typeof import('./en/more.ts').default;
  paste: typeof import('./en/paste.ts').default;
  settings: typeof import('./en/settings.ts').default;
  shell: typeof import('./en/shell.ts').default;
  'sign-in': typeof import('./en/sign-in.ts').default;
  today: typeof import('./en/today.ts').default;
  tour: typeof import('./en/tour.ts').default;
}
export type Feature = keyof Catalogue;

/** What the shell itself says: loaded before anything is shown. */
export const ALWAYS: readonly Feature[] = ['common', 'errors', 'shell'];
