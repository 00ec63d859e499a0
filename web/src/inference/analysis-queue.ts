import { Background } from '../errors/background.ts';
import type { Storage } from '../storage/storage-port.ts';
import type { StoredAnalysis } from '../storage/stored-analysis.ts';
import type { AnalyserInUse } from './analysis-api.ts';
import type { AnalysisClient } from './analysis-client.ts';
import { storedConversation } from './stored-conversation.ts';
import { summarise } from './summarise.ts';

export interface QueueState {
  /** Leads done and all leads of the run under way; both 0 when idle. */
  done: number;
  total: number;
  analyser: AnalyserInUse | null;
  /** Leads whose last analysis failed, with the reason. */
  failures: ReadonlyMap<string, string>;
}

export interface AnalysisQueueDeps {
  storage: Storage;
  client: AnalysisClient;
  nowIso: () => string;
  /** Analyses older than this are made again when there is nothing else to do: silence and due times move. */
  maxAgeMs: number;
}

const SAVE_TOGETHER = 12;
const IN_FLIGHT = 3;

/** Decides which lead is analysed next (the open one first, then changed ones, then aged ones) and stores the results. */
export class AnalysisQueue {
  readonly #deps: AnalysisQueueDeps;
  readonly #listeners = new Set<(state: QueueState) => void>();
  readonly #marks = new Map<string, string | null>();
  /** The mark that was last taken up of each lead: one that fails is not tried again before it changes. */
  readonly #attempted = new Map<string, string>();
  readonly #abort = new AbortController();
  readonly #background = new Background();
  #urgent: string | null = null;
  #state: QueueState = { done: 0, total: 0, analyser: null, failures: new Map() };
  #running = false;
  #unsubscribe: (() => void)[] = [];

  constructor(deps: AnalysisQueueDeps) {
    this.#deps = deps;
  }

  get state(): QueueState {
    return this.#state;
  }

  subscribe(listener: (state: QueueState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }

  /** Takes up what is stale now, what changes later, and what has aged. */
  start(): void {
    this.#unsubscribe = [
      this.#deps.storage.subscribe((change) => {
        if (change.analysesOnly) return;
        this.#background.run(() => this.#forgetErased(change.leads));
        this.#background.run(() => this.#takeStale());
      }),
      this.#deps.client.subscribe((analyser) => this.#analyserIs(analyser)),
    ];
    this.#background.run(async () => {
      await this.#deps.client.warm();
      await this.#takeStale();
    });
  }

  /** Resolves when nothing of it touches the storage any more. */
  async stop(): Promise<void> {
    this.#abort.abort();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#deps.client.stop();
    this.#listeners.clear();
    await this.#background.stop();
  }

  /** The lead that a person looks at: its analysis comes before all others. */
  prefer(leadId: string | null): void {
    this.#urgent = leadId;
  }

  /** Queues all leads: what was taught or set makes something else of what was read. */
  async refreshAll(): Promise<void> {
    for (const { leadId } of await this.#deps.storage.summaries())
      if (!this.#marks.has(leadId)) this.#add(leadId, null);
    this.#background.run(() => this.#run());
  }

  /** Queues the leads whose analysis is old or was made by another analyser; the rules never replace a model for that. */
  async refreshAged(): Promise<void> {
    const now = Date.parse(this.#deps.nowIso());
    const { analyser } = this.#state;
    for (const summary of await this.#deps.storage.summaries()) {
      const aged = now - Date.parse(summary.analysedAt) > this.#deps.maxAgeMs;
      const better = analyser?.source === 'model' || summary.source === 'rules';
      const other = analyser !== null && better && summary.model !== analyser.model;
      if ((aged || other) && !this.#marks.has(summary.leadId)) this.#add(summary.leadId, null);
    }
    this.#background.run(() => this.#run());
  }

  /** What has aged waits for a model that is on its way, so that it is not made twice. */
  #analyserIs(analyser: AnalyserInUse): void {
    const before = this.#state.analyser;
    this.#publish({ analyser });
    const settled = analyser.loading === undefined;
    const changed = before === null || before.loading !== undefined || before.model !== analyser.model;
    if (settled && changed) this.#background.run(() => this.refreshAged());
  }

  /** What was read of an erased lead must not stay in memory; which one is gone is not known after a whole new state. */
  async #forgetErased(leadIds: readonly string[] | null): Promise<void> {
    const leads = await Promise.all((leadIds ?? []).map((id) => this.#deps.storage.one('lead', id)));
    if (leadIds === null || leads.some((lead) => lead === null || lead.data.deleted)) this.#deps.client.forget();
  }

  async #takeStale(): Promise<void> {
    for (const { leadId, mark } of await this.#deps.storage.stale()) {
      if (this.#attempted.get(leadId) === mark) continue;
      this.#attempted.set(leadId, mark);
      this.#add(leadId, mark);
    }
    this.#background.run(() => this.#run());
  }

  #add(leadId: string, mark: string | null): void {
    if (!this.#marks.has(leadId)) this.#state = { ...this.#state, total: this.#state.total + 1 };
    this.#marks.set(leadId, mark);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#publish({});
    try {
      while (this.#marks.size > 0 && !this.#abort.signal.aborted) await this.#step();
    } finally {
      this.#running = false;
      this.#publish({ done: 0, total: 0 });
    }
  }

  async #step(): Promise<void> {
    const batch: StoredAnalysis[] = [];
    while (batch.length < SAVE_TOGETHER && this.#marks.size > 0 && !this.#abort.signal.aborted) {
      const taken = this.#take(IN_FLIGHT);
      const results = await Promise.all(taken.map(([leadId, mark]) => this.#analyse(leadId, mark)));
      batch.push(...results.filter((result) => result !== null));
      this.#publish({ done: this.#state.done + taken.length });
      // What the person looks at is shown at once, not with its batch.
      if (taken.some(([leadId]) => leadId === this.#urgent)) break;
    }
    if (batch.length === 0 || this.#abort.signal.aborted) return;
    const saved = await this.#deps.storage.saveAnalyses(batch);
    if (!saved.ok) {
      this.#publish({
        failures: new Map([...this.#state.failures, ...batch.map((b) => [b.leadId, saved.code] as const)]),
      });
    }
  }

  #take(count: number): [string, string | null][] {
    const taken: [string, string | null][] = [];
    const urgent = this.#urgent;
    if (urgent !== null && this.#marks.has(urgent)) taken.push([urgent, this.#marks.get(urgent) ?? null]);
    for (const changed of [true, false]) {
      for (const entry of this.#marks) {
        if (taken.length >= count) break;
        if (entry[0] !== urgent && (entry[1] !== null) === changed) taken.push(entry);
      }
    }
    for (const [leadId] of taken) this.#marks.delete(leadId);
    return taken;
  }

  async #analyse(leadId: string, mark: string | null): Promise<StoredAnalysis | null> {
    const { storage, client, nowIso } = this.#deps;
    const conversation = await storedConversation(storage, leadId);
    if (!conversation || conversation.messages.length === 0) return null;
    const now = nowIso();
    const answer = await client.analyse(conversation, now, this.#abort.signal);
    const failures = new Map(this.#state.failures);
    failures.delete(leadId);
    if (!answer.ok) {
      if (answer.code !== 'cancelled') failures.set(leadId, answer.code);
      this.#publish({ failures });
      return null;
    }
    if (this.#state.failures.has(leadId)) this.#publish({ failures });
    const summary = summarise(conversation, answer.analysis, answer.analyser, now);
    return { leadId, mark, summary, analysis: answer.analysis };
  }

  #publish(change: Partial<QueueState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }
}
