import { wrap, type Remote } from 'comlink';
import { Background } from '../../errors/background.ts';
import { leadConversation } from '../../../../models/insight/lead-conversation.ts';
import type { Storage, StorageChange } from '../../storage/storage-port.ts';
import type { FiguresApi } from './figures-api.ts';
import { keepReport, lastReport } from './last-report.ts';
import type { LeadInput } from './lead-figures.ts';
import { outcomeOfLead } from './outcome-of-lead.ts';
import type { Report, ReportQuery } from './report.ts';
import { weeksOver } from './weeks.ts';

export interface InsightsDeps {
  storage: Pick<Storage, 'leads' | 'one' | 'childrenOf' | 'analysis' | 'subscribe' | 'getValue' | 'setValue'>;
  makeWorker: () => Worker;
  nowMillis: () => number;
}

/** Small enough that the page stays free between two of them. */
const TOGETHER = 20;
/** Batches after which what is counted so far is shown. */
const SHOW_EVERY = 10;
const YEAR_MS = 366 * 86_400_000;

/**
 * Counts all leads of this device from their stored analyses: the page reads and opens them, some at a time, a worker
 * counts. Until all are counted, what was counted last is shown, where the same was asked then; the worker goes with the
 * screen.
 */
export class InsightsData {
  report = $state.raw<Report | null>(null);
  /** When the report was counted, milliseconds since 1970, if it is an earlier one; null when it is of now. */
  asOf = $state.raw<number | null>(null);
  /** How far the counting is; null when it is done. */
  progress = $state.raw<{ done: number; total: number } | null>({ done: 0, total: 0 });
  readonly #deps: InsightsDeps;
  readonly #worker: Worker;
  readonly #api: Remote<FiguresApi>;
  readonly #background = new Background();
  readonly #weeks: number[];
  #query: ReportQuery | null = null;
  #changed: Set<string> | 'all' = 'all';
  #counting = false;
  /** A report of nothing, before anything is counted, would only flash by. */
  #counted = false;
  /** Every lead was counted once. */
  #complete = false;
  #stopped = false;

  constructor(deps: InsightsDeps) {
    this.#deps = deps;
    this.#worker = deps.makeWorker();
    this.#api = wrap<FiguresApi>(this.#worker);
    const now = deps.nowMillis();
    this.#weeks = weeksOver(now - YEAR_MS, now);
  }

  /** Counts, and counts anew what changes; returns the way to stop. */
  start(): () => void {
    const unsubscribe = this.#deps.storage.subscribe((change) => this.#note(change));
    this.#background.run(() => this.#count());
    return () => {
      this.#stopped = true;
      unsubscribe();
      this.#worker.terminate();
      void this.#background.stop();
    };
  }

  ask(query: ReportQuery): void {
    this.#query = query;
    this.#background.run(() => (this.#complete ? this.#show() : this.#recall(query)));
  }

  #note({ leads, value }: StorageChange): void {
    if (value !== undefined) return;
    if (leads === null) this.#changed = 'all';
    else if (this.#changed !== 'all') for (const id of leads) this.#changed.add(id);
    this.#background.run(() => this.#count());
  }

  async #count(): Promise<void> {
    if (this.#counting) return;
    this.#counting = true;
    try {
      while ((this.#changed === 'all' || this.#changed.size > 0) && !this.#stopped) await this.#round();
    } finally {
      this.#counting = false;
    }
  }

  async #round(): Promise<void> {
    const changed = this.#changed;
    this.#changed = new Set();
    const { storage } = this.#deps;
    const ids = changed === 'all' ? (await storage.leads()).map(({ id }) => id) : [...changed];
    for (let at = 0; at < ids.length && !this.#stopped; at += TOGETHER) {
      if (ids.length > TOGETHER) this.progress = { done: at, total: ids.length };
      await this.#take(ids.slice(at, at + TOGETHER));
      this.#counted = true;
      if ((at / TOGETHER) % SHOW_EVERY === SHOW_EVERY - 1) await this.#show();
    }
    this.#counted = true;
    this.#complete = true;
    await this.#show();
    this.progress = null;
  }

  async #take(ids: readonly string[]): Promise<void> {
    const inputs = await Promise.all(ids.map((id) => this.#inputOf(id)));
    const there = inputs.filter((input) => input !== null);
    await this.#api.take(there, this.#weeks);
    const gone = ids.filter((_, i) => inputs[i] === null);
    if (gone.length > 0) await this.#api.drop(gone);
  }

  async #inputOf(leadId: string): Promise<LeadInput | null> {
    const { storage } = this.#deps;
    const [lead, messages, outcomes, analysis] = await Promise.all([
      storage.one('lead', leadId),
      storage.childrenOf('message', leadId),
      storage.childrenOf('outcome', leadId),
      storage.analysis(leadId),
    ]);
    if (!lead) return null;
    return {
      leadId,
      owner: lead.data.owner,
      source: lead.data.source,
      outcome: outcomeOfLead(outcomes.map(({ data }) => data)),
      conversation: leadConversation(lead, messages),
      analysis,
    };
  }

  async #recall(query: ReportQuery): Promise<void> {
    const last = await lastReport(this.#deps.storage, query);
    if (query !== this.#query || this.#complete || this.#stopped) return;
    this.asOf = last?.at ?? null;
    if (last) this.report = last.report;
    else await this.#show();
  }

  async #show(): Promise<void> {
    const query = this.#query;
    const complete = this.#complete;
    // Half a count is less than the whole one of the last time.
    if (!query || this.#stopped || !this.#counted || (this.asOf !== null && !complete)) return;
    const report = await this.#api.report(query);
    // The person may have asked for something else meanwhile.
    if (query !== this.#query || this.#stopped || (this.#complete && !complete)) return;
    this.report = report;
    this.asOf = null;
    if (complete) await keepReport(this.#deps.storage, query, report, this.#deps.nowMillis());
  }
}
