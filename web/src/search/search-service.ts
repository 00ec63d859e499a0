import type { ViewRow } from '../storage/storage-port.ts';
import { LeadIndex } from './lead-index.ts';
import type { SearchApi, SearchHit, SearchProgress, SearchSource, Snippet } from './search-api.ts';
import { excerpt, matchAt } from './snippet.ts';

/** What the index reads, from wherever the records lie. */
export interface LeadRecords {
  leads: () => Promise<ViewRow<'lead'>[]>;
  lead: (id: string) => Promise<ViewRow<'lead'> | null>;
  children: (entity: 'message', leadId: string) => Promise<ViewRow<'message'>[]>;
}

/** Leads read at once: enough to keep the store and the cipher busy, few enough to answer a search in between. */
const TOGETHER = 50;

/** Builds and keeps the index; it lives in the worker's memory alone and goes with it. */
export class SearchService implements SearchApi {
  readonly #open: (source: SearchSource) => Promise<LeadRecords>;
  readonly #index = new LeadIndex();
  #records: LeadRecords | null = null;
  /** One reading after the other, or an older text could come after a newer one. */
  #turn: Promise<void> = Promise.resolve();

  constructor(open: (source: SearchSource) => Promise<LeadRecords>) {
    this.#open = open;
  }

  build(source: SearchSource, progress: (progress: SearchProgress) => void): Promise<void> {
    return this.#inTurn(async () => {
      this.#records = await this.#open(source);
      await this.#readAll(this.#records, progress);
    });
  }

  refresh(leadIds: readonly string[] | null): Promise<void> {
    return this.#inTurn(async () => {
      const records = this.#records;
      if (!records) return;
      if (leadIds === null) return this.#readAll(records, () => undefined);
      const leads = await Promise.all(leadIds.map((id) => records.lead(id)));
      leads.forEach((lead, i) => !lead && this.#index.remove(leadIds[i] ?? ''));
      await this.#read(
        records,
        leads.filter((lead) => lead !== null),
      );
    });
  }

  search(query: string): SearchHit[] {
    return this.#index.search(query);
  }

  /** The newest message of each lead that has a word of the query; read and opened for the few leads on the screen. */
  async snippets(query: string, leadIds: readonly string[]): Promise<Snippet[]> {
    const records = this.#records;
    if (!records) return [];
    const found = await Promise.all(
      leadIds.map(async (leadId) => {
        const messages = await records.children('message', leadId);
        messages.sort((a, b) => Date.parse(b.data.sentAt) - Date.parse(a.data.sentAt));
        for (const { data } of messages) {
          const at = matchAt(data.text, query);
          if (at >= 0) return { leadId, text: excerpt(data.text, at), sentAt: data.sentAt };
        }
        return null;
      }),
    );
    return found.filter((snippet) => snippet !== null);
  }

  async #readAll(records: LeadRecords, progress: (progress: SearchProgress) => void): Promise<void> {
    const leads = await records.leads();
    const here = new Set(leads.map(({ id }) => id));
    for (const id of this.#index.ids()) if (!here.has(id)) this.#index.remove(id);
    progress({ done: 0, total: leads.length });
    for (let from = 0; from < leads.length; from += TOGETHER) {
      await this.#read(records, leads.slice(from, from + TOGETHER));
      progress({ done: Math.min(from + TOGETHER, leads.length), total: leads.length });
    }
  }

  async #read(records: LeadRecords, leads: readonly ViewRow<'lead'>[]): Promise<void> {
    await Promise.all(
      leads.map(async ({ id, data }) => {
        const messages = await records.children('message', id);
        this.#index.put({ id, name: data.name, messages: messages.map(({ data }) => data.text).join('\n') });
      }),
    );
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
