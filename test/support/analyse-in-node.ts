import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Conversation } from '../../models/conversation.ts';
import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import type { AnalysedMessage } from '../../models/insight/types.ts';
import { answersOf } from '../../models/text/onnx/self-test.ts';
import type { TextInput } from '../../models/text/types.ts';
import { loadTextModel } from '../../server/inference/load-text-model.ts';

const MODEL = fileURLToPath(new URL('../../models/weights/leadlight-text', import.meta.url));

/** A command for browser tests: the conversations' messages as the server's text model reads them. */
export async function analyseInNode(
  _context: unknown,
  conversations: Conversation[],
  now: string,
): Promise<{ level: string; messages: readonly AnalysedMessage[] }[]> {
  const model = await loadTextModel(MODEL);
  if (!model.ok) throw new Error(model.reason);
  const { analyser, decoder } = model;
  const clock = { now: () => now, millis: () => 0 };
  const intelligence = new LeadIntelligence({ analyser, decoder, clock });
  const read: { level: string; messages: readonly AnalysedMessage[] }[] = [];
  for (const conversation of conversations) {
    const { level, messages } = await intelligence.analyseConversation(conversation, { now });
    read.push({ level, messages });
    // The same process serves the modules of the other browser tests: they take their turns in between.
    await setImmediate();
  }
  return read;
}

/** A command for browser tests: the probabilities of all labels, an input a row, as the server's text model gives them. */
export async function probabilitiesInNode(_context: unknown, inputs: TextInput[]): Promise<number[][]> {
  const model = await loadTextModel(MODEL);
  if (!model.ok) throw new Error(model.reason);
  const rows: number[][] = [];
  for (const input of inputs) {
    rows.push(...(await answersOf(model.analyser, model.decoder, [input])));
    await setImmediate();
  }
  return rows;
}
