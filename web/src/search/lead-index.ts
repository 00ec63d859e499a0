import MiniSearch from 'minisearch';
import type { SearchHit } from './search-api.ts';
import { plainTerm, wordsIn } from './search-terms.ts';

/** What the index keeps of a lead: its words only, never the texts. */
export interface LeadDocument {
  id: string;
  name: string;
  /** All messages of the lead. */
  messages: string;
}

const FUZZY_FROM = 5;
const MAX_HITS = 10_000;

/** Full text over the messages of each lead, in memory. */
export class LeadIndex {
  readonly #index = new MiniSearch<LeadDocument>({
    fields: ['name', 'messages'],
    tokenize: wordsIn,
    processTerm: plainTerm,
    // What is replaced is swept out by itself, a little at a time.
    autoVacuum: true,
  });

  readonly #ids = new Set<string>();

  ids(): string[] {
    return [...this.#ids];
  }

  put(document: LeadDocument): void {
    this.#ids.add(document.id);
    if (this.#index.has(document.id)) this.#index.replace(document);
    else this.#index.add(document);
  }

  remove(leadId: string): void {
    if (this.#ids.delete(leadId)) this.#index.discard(leadId);
  }

  /** Leads with every word of the query, the best first; the last word may be unfinished, long words a letter off. */
  search(query: string): SearchHit[] {
    const last = wordsIn(query).length - 1;
    const found = this.#index.search(query, {
      combineWith: 'AND',
      boost: { name: 3 },
      prefix: (_term, i) => i === last,
      fuzzy: (term) => (term.length >= FUZZY_FROM && !/\d/.test(term) ? 1 : false),
    });
    return found.slice(0, MAX_HITS).map(({ id, score }) => ({ leadId: id as string, score }));
  }
}
