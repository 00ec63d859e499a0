import type { LeadState } from './lead-state.ts';
import type { ConversationAnalysis } from './types.ts';

/** A handler's module, whose default export is an `InsightHandler` or an async one. */
export interface HandlerModule {
  /** In a browser of the app's own origin (its content security policy runs no other script); in Node `file:` or `data:`. */
  url: string;
}

export interface HandlerInput {
  state: LeadState;
  analysis: ConversationAnalysis;
}

/** Why a handler gave nothing. Codes are stable. */
export type HandlerFailureCode =
  'handler_threw' | 'handler_timeout' | 'handler_unreadable' | 'handler_lost' | 'handler_result_invalid';

export type HandlerRun = { ok: true; value: unknown } | { ok: false; code: HandlerFailureCode; message: string };

/** Runs handlers apart, each in a worker of its own that is ended at the time limit (design ruling 12). Never throws. */
export interface HandlerRunner {
  run(module: HandlerModule, input: HandlerInput, limitMillis: number): Promise<HandlerRun>;
  /** Ends all workers. */
  close(): Promise<void>;
}
