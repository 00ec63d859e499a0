import { Background } from '../../errors/background.ts';
import type { Storage, StorageChange, ViewRow } from '../../storage/storage-port.ts';
import { outcomeOfLead } from '../dashboard/outcome-of-lead.ts';
import type { LeadListItem } from './lead-list-item.ts';
import { rankLeads } from './rank.ts';

const GATHER_MS = 120;

/** All leads in memory as lists show them, kept up to date with the storage. */
export class LeadBook {
  items = $state.raw<ReadonlyMap<string, LeadListItem>>(new Map());
  loaded = $state(false);
  readonly #storage: Storage;
  readonly #later: (run: () => void, millis: number) => void;
  #changed: Set<string> | 'all' = new Set();
  #scheduled = false;
  #turn: Promise<void> = Promise.resolve();
  readonly #background = new Background();
  #unsubscribe: (() => void) | null = null;

  constructor(storage: Storage, later: (run: () => void, millis: number) => void) {
    this.#storage = storage;
    this.#later = later;
  }

  start(): void {
    this.#unsubscribe = this.#storage.subscribe((change) => this.#note(change));
    this.#inTurn(() => this.#loadAll());
  }

  /** Resolves when nothing of it touches the storage any more. */
  async stop(): Promise<void> {
    this.#unsubscribe?.();
    await this.#background.stop();
  }

  /** One after the other, or an older answer could overwrite a newer one. */
  #inTurn(work: () => Promise<void>): void {
    this.#background.run(() => (this.#turn = this.#turn.catch(() => undefined).then(work)));
  }

  #note({ leads }: StorageChange): void {
    // A round of sync that brought nothing is told too.
    if (leads?.length === 0) return;
    if (leads === null) this.#changed = 'all';
    else if (this.#changed !== 'all') for (const id of leads) this.#changed.add(id);
    if (this.#scheduled) return;
    // Many small changes of a batch make one update of the screen.
    this.#scheduled = true;
    this.#later(() => {
      this.#scheduled = false;
      this.#inTurn(() => this.#refresh());
    }, GATHER_MS);
  }

  async #refresh(): Promise<void> {
    const changed = this.#changed;
    this.#changed = new Set();
    if (changed === 'all') return this.#loadAll();
    const ids = [...changed];
    const [rows, summaries, outcomes] = await Promise.all([
      Promise.all(ids.map((id) => this.#storage.one('lead', id))),
      this.#storage.summaries(ids),
      Promise.all(ids.map((id) => this.#storage.childrenOf('outcome', id))),
    ]);
    const summaryOf = new Map(summaries.map((summary) => [summary.leadId, summary]));
    const items = new Map(this.items);
    ids.forEach((id, i) => {
      const row = rows[i];
      if (row) {
        const summary = summaryOf.get(id) ?? null;
        items.set(id, { id, lead: row.data, pending: row.pending, summary, ...endOf(outcomes[i] ?? []) });
      } else items.delete(id);
    });
    this.items = items;
  }

  async #loadAll(): Promise<void> {
    const [rows, summaries, outcomes] = await Promise.all([
      this.#storage.leads(),
      this.#storage.summaries(),
      this.#storage.all('outcome'),
    ]);
    const outcomesOf = new Map<string | null, ViewRow<'outcome'>[]>();
    for (const row of outcomes) outcomesOf.set(row.parent, [...(outcomesOf.get(row.parent) ?? []), row]);
    const summaryOf = new Map(summaries.map((summary) => [summary.leadId, summary]));
    const items = rows.map(({ id, data, pending }) => ({
      id,
      lead: data,
      pending,
      summary: summaryOf.get(id) ?? null,
      ...endOf(outcomesOf.get(id) ?? []),
    }));
    // As lists show them: sorting what is nearly in order, after a change of a few, takes no time.
    this.items = new Map(rankLeads(items).map((item) => [item.id, item]));
    this.loaded = true;
  }
}

/** How a lead ended, by its records. */
function endOf(records: readonly ViewRow<'outcome'>[]): Pick<LeadListItem, 'outcome'> {
  const end = outcomeOfLead(records.map(({ data }) => data));
  return end ? { outcome: end.result } : {};
}
