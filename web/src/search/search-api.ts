/** Where the worker finds the account's sealed records, and what opens them; the keys cannot be exported. */
export interface SearchSource {
  database: string;
  key: CryptoKey;
}

/** A lead that matches, the best first. */
export interface SearchHit {
  leadId: string;
  score: number;
}

/** The words around a match in a message of a lead, for the eye: plain text. */
export interface Snippet {
  leadId: string;
  text: string;
  /** ISO 8601, of the message. */
  sentAt: string;
}

export interface SearchProgress {
  done: number;
  total: number;
}

/** The search worker, as the page calls it. */
export interface SearchApi {
  /** Reads every lead once. Resolves when all are in the index; what is in it can be searched before. */
  build: (source: SearchSource, progress: (progress: SearchProgress) => void) => Promise<void>;
  /** Reads these leads anew; null: all of them. */
  refresh: (leadIds: readonly string[] | null) => Promise<void>;
  search: (query: string) => SearchHit[];
  snippets: (query: string, leadIds: readonly string[]) => Promise<Snippet[]>;
}
