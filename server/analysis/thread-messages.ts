import type { Conversation } from '../../models/conversation.ts';
import type { ConversationAnalysis } from '../../models/insight/types.ts';
import type { RawAnalysis } from '../../models/text/types.ts';

/** What a thread is started with. */
export interface ThreadData {
  /** Folder of the text model. */
  modelFolder: string;
  /** Keys the cache's hashes, so that they say nothing of the words. */
  cacheKey: string;
}

/** A job as the thread gets it; `now` is ISO 8601. */
export interface AnalyseRequest {
  conversation: Conversation;
  now: string;
}

export interface Analysed {
  analysis: ConversationAnalysis;
  /** The model with what was taught and set over it; of the rules, when they answered for any message. */
  model: string;
  source: 'model' | 'rules';
}

/** To a thread. `id` names the question that is answered. */
export type ToThread =
  { kind: 'analyse'; request: AnalyseRequest } | { kind: 'cached'; id: number; found: (RawAnalysis | undefined)[] };

/** From a thread. It has the analyses of before looked up outside: the database is in the main thread. */
export type FromThread =
  | { kind: 'look-up'; id: number; keys: readonly string[] }
  | { kind: 'keep'; entries: readonly (readonly [string, RawAnalysis])[] }
  | { kind: 'no-model'; reason: string }
  | { kind: 'analysed'; result: Analysed }
  | { kind: 'failed'; error: string };
