import { leadState, millisOf } from '../insight/lead-state.ts';
import type { PipelineInput } from '../insight/types.ts';
import { conversionFeatures, type ConversionFeatures } from './conversion.ts';
import { assess } from './health.ts';

/**
 * The conversion model's inputs as they stood at `now`, from what was said before it and nothing later; null when the
 * lead had said nothing of substance. Taken while the outcome is open and kept with it.
 */
export function conversionSnapshot({ conversation, texts, now }: PipelineInput): ConversionFeatures | null {
  const at = millisOf(now, 0);
  const messages = conversation.messages.filter((m) => millisOf(m.sentAt, Infinity) < at);
  const state = leadState({ ...conversation, messages }, texts, at);
  if (state.substantive.length === 0) return null;
  const { level, engagement, qualification, urgency } = assess(state).health;
  return conversionFeatures(level, { engagement, qualification, urgency });
}
