import type { CustomTexts } from '../../models/custom/custom-models.ts';
import type { CustomValues } from '../../models/custom/types.ts';
import { extractFacts, toFacts } from '../../models/facts/extract.ts';
import type { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import type { MessageRecord } from '../../models/import/parse-conversations.ts';
import { normaliseMessage } from '../../models/text/normalise.ts';
import type { TextAnalysis } from '../../models/text/types.ts';
import type { Facts } from '../../models/facts/types.ts';

/** One line of `classify`'s output. */
export interface ClassifiedRecord extends Omit<TextAnalysis, 'spans' | 'language' | 'reading'> {
  id: string;
  facts: Facts;
  /** By registered model; only where one is registered. */
  custom?: Readonly<Record<string, CustomValues>>;
}

/** A text analysis in the shape of the command line: without spans, with facts and what registered models say. */
export function printed(id: string, analysis: TextAnalysis, facts: Facts, custom?: CustomTexts): ClassifiedRecord {
  const { sentiment, intents, objections, urgency, readiness, probabilities, source, model } = analysis;
  const line = { id, sentiment, intents, objections, urgency, readiness, facts, probabilities, source, model };
  return custom ? { ...line, custom } : line;
}

/** Classifies records as the label guide defines them, in order. */
export async function classifyRecords(
  intelligence: LeadIntelligence,
  records: readonly MessageRecord[],
): Promise<ClassifiedRecord[]> {
  const inputs = records.map((record) => ({
    text: normaliseMessage(record.text),
    context: record.context.slice(-4).map((turn) => ({ role: turn.role, text: normaliseMessage(turn.text) })),
    channel: record.channel,
  }));
  const analyses = await intelligence.analyseTexts(inputs);
  const custom = await intelligence.classifyByRegistered(inputs, analyses);
  return records.map((record, index) => {
    const { text, context } = inputs[index]!;
    const analysis = analyses[index]!;
    const found =
      analysis.language === 'en'
        ? extractFacts({ text, context, sentAt: record.sentAt, reading: analysis.reading })
        : [];
    return printed(record.id, analysis, toFacts(found), custom[index]);
  });
}
