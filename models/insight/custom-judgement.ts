import type { CustomModels, CustomTexts } from '../custom/custom-models.ts';
import type { CancelSignal, TextAnalysis, TextInput } from '../text/types.ts';
import { Cancelled } from './cancelled.ts';
import type { ConversationAnalysis } from './types.ts';

/** What the registered text classifiers say of texts, in order; throws `Cancelled` when the signal is aborted. */
export async function classifyByCustom(
  models: CustomModels,
  inputs: readonly TextInput[],
  analyses: readonly TextAnalysis[],
  signal?: CancelSignal,
): Promise<CustomTexts[]> {
  const said = await models.ofTexts(
    inputs.map(({ text }, at) => ({ text, language: analyses[at]!.language })),
    signal,
  );
  if (signal?.aborted) throw new Cancelled('The analysis was cancelled.');
  return said;
}

/** An analysis with what the registered models say of its messages and of the whole; `items` are its messages' texts. */
export async function withCustomModels(
  models: CustomModels,
  analysis: ConversationAnalysis,
  items: readonly { id: string; input: TextInput }[],
  signal?: CancelSignal,
): Promise<ConversationAnalysis> {
  if (models.list.length === 0) return analysis;
  const byId = new Map(items.map(({ id, input }) => [id, input]));
  const inputs = analysis.messages.map(({ id }) => byId.get(id)!);
  const said = await classifyByCustom(models, inputs, analysis.messages, signal);
  const messages = analysis.messages.map((message, at) => (said[at] ? { ...message, custom: said[at] } : message));
  const judged = { ...analysis, messages };
  const customSignals = await models.ofConversation(judged, signal);
  if (signal?.aborted) throw new Cancelled('The analysis was cancelled.');
  return { ...judged, customSignals };
}
