/**
 * The public face of Leadlight's core, for those who embed it. Inside the project each file imports the one that
 * defines the thing.
 */
export type { Action, ActionKind, Draft } from './actions/types.ts';
export { checkDraft, type DraftContext, type DraftFinding } from './actions/guards/check-draft.ts';
export { checkFairHousing } from './actions/guards/fair-housing.ts';
export { STATE_CLASSES } from './actions/guards/fair-housing-words.ts';
export { withOwnHours } from './actions/guards/own-hours.ts';
export { isOpenHour, nextOpenHour } from './actions/guards/quiet-hours.ts';
export { QUIET_HOURS } from './actions/guards/quiet-hours-table.ts';
export { steeringNote } from './actions/guards/steering.ts';
export type { Contribution, Conversation, Evidence, Message } from './conversation.ts';
export type { FactEdit } from './facts/fact-edits.ts';
export type { ModelFailure, Registered } from './custom/custom-models.ts';
export type { OpenModel } from './custom/custom-model.ts';
export { FEATURES, type FeatureName } from './custom/features.ts';
export { openCustomModel } from './custom/open-custom-model.ts';
export { REFUSAL_CODES, type Refusal, type RefusalCode } from './custom/refusal.ts';
export type {
  CustomHead,
  CustomModelInfo,
  CustomSignal,
  CustomTokenise,
  CustomValues,
  ModelFolder,
  ModelRegistration,
  ModelRuntime,
} from './custom/types.ts';
export { extractFacts, toFacts } from './facts/extract.ts';
export type { Facts, KnownFacts, Qualification } from './facts/types.ts';
export { parseConversation, parseRecord } from './import/parse-conversations.ts';
export { parsePastedChat } from './import/pasted-chat.ts';
export { explain } from './insight/explanation.ts';
export { analyseConversation, textInputs } from './insight/analyse-conversation.ts';
export type { AnalysisCache } from './insight/cache.ts';
export type { InsightFinding } from './insight/insights.ts';
export { Cancelled } from './insight/cancelled.ts';
export { DEBUG_AREAS, type DebugArea, type DebugData, type DebugSink } from './insight/debug-log.ts';
export type {
  HandlerFailureCode,
  HandlerInput,
  HandlerModule,
  HandlerRun,
  HandlerRunner,
} from './insight/handler-runner.ts';
export type { PartHealth, ServiceHealth } from './insight/health-check.ts';
export type { HandlerFailure, HandlerRegistered, InsightHandler, IsolatedHandler } from './insight/insight-handlers.ts';
export type { AnalyseOptions } from './insight/analyse-options.ts';
export { LeadIntelligence } from './insight/lead-intelligence.ts';
export type { LeadIntelligenceDeps } from './insight/lead-intelligence-deps.ts';
export type { ActionResult, Learned, Retrained } from './insight/learning.ts';
export { STAGES, type Stage, type StageTime } from './insight/profile.ts';
export { serveHandler } from './insight/serve-handler.ts';
export { SERVICE_REFUSAL_CODES, type ServiceRefusal, type ServiceRefusalCode } from './insight/service-refusal.ts';
export type { CacheStats } from './insight/text-analyses.ts';
export type { ThresholdsChanged, ThresholdUpdate } from './insight/thresholds.ts';
export type { ConversationAnalysis, Insight, InsightKind } from './insight/types.ts';
export type { ReplayPoint } from './insight/replay.ts';
export {
  WorkerHandlerRunner,
  type FromHandler,
  type HandlerWorker,
  type ToHandler,
} from './insight/worker-handler-runner.ts';
export {
  ApiRefusedError,
  createApiClient,
  type ApiClient,
  type ApiClientOptions,
  type ApiFetch,
  type ApiResult,
  type PageOptions,
} from './protocol/api-client.ts';
export {
  API_SCOPES,
  type ApiAnalysis,
  type ApiLead,
  type ApiMessage,
  type ApiScope,
  type NewApiLead,
  type NewApiMessage,
} from './protocol/api.ts';
export type { ConversionFeatures, ConversionModel } from './scoring/conversion.ts';
export { ConversionOutcome, StoredConversionModel } from './scoring/learn-conversion.ts';
export { LEVEL_NAMES, LEVELS, MOMENTA, type Health, type Level, type Momentum, type Scores } from './scoring/types.ts';
export { BEHAVIOURAL_SIGNALS, SIGNAL_DEFINITIONS, type Signals } from './signals/types.ts';
export type { ActionCorrection, Correction, LabelCorrection } from './text/adapter/corrections.ts';
export type { HeadResult } from './text/adapter/train-adapter.ts';
export type { DriftMeasure, DriftReport, DriftVerdict } from './text/drift/drift-report.ts';
export { HEADS, INTENTS, OBJECTION_KINDS, READINESS, SENTIMENTS, URGENCIES } from './text/labels.ts';
export { normaliseMessage } from './text/normalise.ts';
export { OnnxAnalyser, type Session } from './text/onnx/onnx-analyser.ts';
export { decoderOf, parseModelConfig } from './text/onnx/model-config.ts';
export { multiTaskSession } from './text/onnx/multi-task-session.ts';
export { openOrtSession, type OrtModule, type Tensor, type TensorSession } from './text/onnx/ort-session.ts';
export { ruleAnalyser } from './text/rules/rule-analyser.ts';
export type { RawAnalysis, TextAnalyser, TextAnalysis, TextInput } from './text/types.ts';
