// The parts of these packages that the baselines call; they carry no types of their own.
declare module '@nlpjs/nlp' {
  export class Nlp {
    constructor(settings: object);
    container: { use(plugin: unknown): void };
    addLanguage(language: string): void;
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(language: string, text: string): Promise<{ classifications: { intent: string; score: number }[] }>;
  }
}
declare module '@nlpjs/lang-en-min' {
  export const LangEn: unknown;
}
declare module 'vader-sentiment' {
  const vader: { SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } } };
  export default vader;
}
declare module 'wink-sentiment' {
  export default function winkSentiment(text: string): { normalizedScore: number };
}
