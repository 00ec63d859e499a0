import type { Conversation } from '../conversation.ts';
import type { OpenModel } from '../custom/custom-model.ts';
import type { ConversionModel } from '../scoring/conversion.ts';
import type { Decoder, TextAnalyser } from '../text/types.ts';
import type { AnalysisCache } from './cache.ts';
import type { DebugSink } from './debug-log.ts';
import type { HandlerRunner } from './handler-runner.ts';

/** Everything of the outside that the service needs. */
export interface LeadIntelligenceDeps {
  /** The text model; the rule twin when absent. */
  analyser?: TextAnalyser | undefined;
  decoder?: Decoder | undefined;
  /** The second cache level; without it only the memory cache is used. */
  cache?: AnalysisCache | undefined;
  /** Turns cache material into a key that says nothing of the words (an HMAC); identity when absent. */
  hash?: ((material: string) => Promise<string>) | undefined;
  clock: { now(): string; millis(): number };
  /** Finds a stored conversation for the calls that name a lead only. */
  conversationOf?: ((leadId: string) => Promise<Conversation | undefined>) | undefined;
  /** Estimated bytes of the memory cache; 24 MB when absent. */
  memoryBytes?: number | undefined;
  /** Milliseconds for which an analysis is kept; 30 days when absent. */
  ttlMillis?: number | undefined;
  conversion?: ConversionModel | undefined;
  /** Opens models that are registered (`openCustomModel` over a runtime); without it `registerModel` refuses. */
  openModel?: OpenModel | undefined;
  /** The bytes of the model's `reference.bin`, asked for at the first retraining or drift report only. */
  reference?: (() => Promise<Uint8Array>) | undefined;
  /** Runs handlers in workers of their own; without it only functions are taken. */
  handlerRunner?: HandlerRunner | undefined;
  /** Hears of what happens in the areas that `setDebugAreas` names. */
  log?: DebugSink | undefined;
}
