import { Breaker } from '../text/breaker.ts';
import type { DebugLog } from './debug-log.ts';
import { parseFinding } from './finding.ts';
import type { HandlerFailureCode, HandlerModule, HandlerRun, HandlerRunner } from './handler-runner.ts';
import { insightFrom, type InsightFinding } from './insights.ts';
import type { LeadState } from './lead-state.ts';
import { refuse, type ServiceRefusal } from './service-refusal.ts';
import { INSIGHT_KINDS, type ConversationAnalysis, type Insight } from './types.ts';

/** A custom insight of the embedding developer's own code: gets the state and the analysis so far; a finding or null. */
export type InsightHandler = (state: LeadState, analysis: ConversationAnalysis) => InsightFinding | null;

/** A handler that runs in a worker of its own; ended at the limit (default 250 ms). */
export interface IsolatedHandler extends HandlerModule {
  limitMillis?: number | undefined;
}

export interface HandlerFailure {
  kind: string;
  code: HandlerFailureCode;
  message: string;
}

export type HandlerRegistered = { ok: true } | ServiceRefusal;

interface Entry {
  handler: InsightHandler | IsolatedHandler;
  breaker: Breaker;
  failing: boolean;
}

const KIND = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const LONGEST_KIND = 64;
const LIMIT_MILLIS = 250;
const LONGEST_LIMIT_MILLIS = 10_000;
/** Failures remembered, the latest. */
const FAILURES = 100;

/** The registered kinds of insights. A handler that fails is reported and left out; five failures in a row pause it. */
export class InsightHandlers {
  readonly #runner: HandlerRunner | undefined;
  readonly #nowMillis: () => number;
  readonly #log: DebugLog;
  readonly #entries = new Map<string, Entry>();
  readonly #failures: HandlerFailure[] = [];

  constructor(runner: HandlerRunner | undefined, nowMillis: () => number, log: DebugLog) {
    this.#runner = runner;
    this.#nowMillis = nowMillis;
    this.#log = log;
  }

  get kinds(): readonly string[] {
    return [...this.#entries.keys()];
  }

  get failures(): readonly HandlerFailure[] {
    return this.#failures;
  }

  /** Kinds whose latest run failed. */
  get failing(): readonly string[] {
    return [...this.#entries].flatMap(([kind, { failing }]) => (failing ? [kind] : []));
  }

  /** A kind that is registered again gets the new handler. */
  register(kind: string, handler: InsightHandler | IsolatedHandler): HandlerRegistered {
    if (!KIND.test(kind) || kind.length > LONGEST_KIND) {
      return refuse('kind_invalid', `a kind is snake_case (my_kind) of at most ${LONGEST_KIND} characters`);
    }
    if ((INSIGHT_KINDS as readonly string[]).includes(kind)) {
      return refuse('kind_taken', `${kind} is a kind of the product’s own`);
    }
    if (typeof handler !== 'function') {
      if (!this.#runner) return refuse('no_runner', 'nothing is here to run a handler apart');
      const { limitMillis = LIMIT_MILLIS } = handler;
      if (!(limitMillis >= 1 && limitMillis <= LONGEST_LIMIT_MILLIS)) {
        return refuse('limit_invalid', `a time limit is 1 to ${LONGEST_LIMIT_MILLIS} ms`);
      }
    }
    this.#entries.set(kind, { handler, breaker: new Breaker(this.#nowMillis), failing: false });
    return { ok: true };
  }

  unregister(kind: string): boolean {
    return this.#entries.delete(kind);
  }

  /** What the handlers find, in the order of registration. */
  async findings(state: LeadState, analysis: ConversationAnalysis, model: string): Promise<Insight[]> {
    const found = await Promise.all(
      [...this.#entries].map(async ([kind, entry]) => {
        if (entry.breaker.open) return [];
        const run = await this.#run(entry.handler, state, analysis);
        const finding = this.#judge(kind, entry, run);
        return finding ? [insightFrom(kind, finding, state, analysis.health, analysis.actions, model)] : [];
      }),
    );
    return found.flat();
  }

  async #run(handler: Entry['handler'], state: LeadState, analysis: ConversationAnalysis): Promise<HandlerRun> {
    if (typeof handler !== 'function') {
      return this.#runner!.run(handler, { state, analysis }, handler.limitMillis ?? LIMIT_MILLIS);
    }
    try {
      return { ok: true, value: handler(state, analysis) };
    } catch (error) {
      return { ok: false, code: 'handler_threw', message: error instanceof Error ? error.message : String(error) };
    }
  }

  #judge(kind: string, entry: Entry, run: HandlerRun): InsightFinding | null {
    const parsed = run.ok ? parseFinding(run.value) : null;
    if (run.ok && parsed?.ok) {
      entry.breaker.succeeded();
      entry.failing = false;
      return parsed.finding;
    }
    const failure: HandlerFailure = run.ok
      ? { kind, code: 'handler_result_invalid', message: parsed && !parsed.ok ? parsed.reason : '' }
      : { kind, code: run.code, message: run.message };
    entry.breaker.failed();
    entry.failing = true;
    this.#failures.push(failure);
    if (this.#failures.length > FAILURES) this.#failures.shift();
    // Its message may hold words of the lead: it is reported to the caller, never logged.
    this.#log.say('handlers', 'failed', { kind, code: failure.code });
    return null;
  }
}
