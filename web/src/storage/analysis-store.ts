import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import type { AccountDatabase, BoxRow } from './database.ts';
import type { Sealer } from './seal.ts';
import type { LeadSummary, StoredAnalysis } from './stored-analysis.ts';

/** The analyses that this device computed, and the short form of each that lists show. */
export class AnalysisStore {
  readonly #db: AccountDatabase;
  readonly #sealer: Sealer;

  constructor(db: AccountDatabase, sealer: Sealer) {
    this.#db = db;
    this.#sealer = sealer;
  }

  async summaries(leadIds?: readonly string[]): Promise<LeadSummary[]> {
    const rows = leadIds ? await this.#db.summaries.bulkGet([...leadIds]) : await this.#db.summaries.toArray();
    const found = rows.filter((row) => row !== undefined);
    return Promise.all(found.map((row) => this.#sealer.open<LeadSummary>(row.box, `summary:${row.leadId}`)));
  }

  async analysis(leadId: string): Promise<ConversationAnalysis | null> {
    const row = await this.#db.analyses.get(leadId);
    return row ? this.#sealer.open<ConversationAnalysis>(row.box, `analysis:${leadId}`) : null;
  }

  async save(entries: readonly StoredAnalysis[]): Promise<void> {
    const analyses = await Promise.all(entries.map((e) => this.#box(e.leadId, 'analysis', e.analysis)));
    const summaries = await Promise.all(entries.map((e) => this.#box(e.leadId, 'summary', e.summary)));
    const db = this.#db;
    await db.transaction('rw', db.analyses, db.summaries, db.stale, async () => {
      await db.analyses.bulkPut(analyses);
      await db.summaries.bulkPut(summaries);
      const marks = await db.stale.bulkGet(entries.map((e) => e.leadId));
      // A message that came while the worker was busy has set a newer mark: that lead stays stale.
      await db.stale.bulkDelete(entries.filter((e, i) => marks[i]?.mark === e.mark).map((e) => e.leadId));
    });
  }

  async #box(leadId: string, kind: 'analysis' | 'summary', value: unknown): Promise<BoxRow> {
    return { leadId, box: await this.#sealer.seal(value, `${kind}:${leadId}`) };
  }
}
