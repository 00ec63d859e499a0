import { LOCALES, type Catalogue, type Feature, type Locale } from './catalogue.ts';

const FILES = import.meta.glob<{ default: Catalogue[Feature] }>(['./en/*.ts', './es/*.ts']);

/** The language of the app and its messages, loaded feature by feature in that language only. */
class Messages {
  locale = $state.raw<Locale>('en');
  /** The locale for `Intl`: the language with the person's own region. */
  region = $state.raw('en-US');
  #loaded = $state.raw<Partial<Catalogue>>({});

  /** Loads the messages of features that are not here yet. Rejects when a file cannot be fetched. */
  async load(features: readonly Feature[]): Promise<void> {
    const { locale } = this;
    const wanted = features.filter((feature) => !(feature in this.#loaded));
    if (wanted.length === 0) return;
    const more = await fetchWords(locale, wanted);
    // The language was changed meanwhile.
    if (locale !== this.locale) return this.load(features);
    this.#loaded = { ...this.#loaded, ...more };
  }

  /** Changes the language: all that is loaded is loaded in it first, then swapped at once. */
  async use(locale: Locale, regions: readonly string[]): Promise<void> {
    const loaded = await fetchWords(locale, Object.keys(this.#loaded) as Feature[]);
    this.#loaded = loaded;
    this.locale = locale;
    this.region = regionOf(locale, regions);
  }

  /** The messages of a loaded feature. */
  of<F extends Feature>(feature: F): Catalogue[F] {
    const words = this.#loaded[feature];
    if (words === undefined) throw new Error(`The messages of “${feature}” are not loaded: name them in screens.ts.`);
    return words;
  }
}

async function fetchWords(locale: Locale, features: readonly Feature[]): Promise<Partial<Catalogue>> {
  const loaded = await Promise.all(
    features.map(async (feature) => {
      const file = FILES[`./${locale}/${feature}.ts`];
      if (!file) throw new Error(`There is no messages/${locale}/${feature}.ts.`);
      return [feature, (await file()).default] as const;
    }),
  );
  return Object.fromEntries(loaded) as Partial<Catalogue>;
}

export const messages = new Messages();

/** The messages of a feature, in a component: `const m = $derived(wordsOf('leads'))`. */
export const wordsOf = <F extends Feature>(feature: F): Catalogue[F] => messages.of(feature);

/** The language to begin with: the chosen one, else the first of the browser's that the app has, else English. */
export function chooseLocale(chosen: string | null, wanted: readonly string[]): Locale {
  const languages = [chosen ?? '', ...wanted].map((tag) => tag.toLowerCase().split('-')[0]);
  return languages.map((language) => LOCALES.find((locale) => locale === language)).find((one) => one) ?? 'en';
}

/** The browser's own form of a language ("es-MX"), else that of the United States. */
export function regionOf(locale: Locale, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.startsWith(`${locale}-`)) ?? `${locale}-US`;
}
