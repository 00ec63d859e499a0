import { HEADS, type Head } from '../labels.ts';
import type { HeadLogits, RawAnalysis, Span, TextAnalyser, TextInput } from '../types.ts';
import { detectLanguage } from '../language.ts';
import { readIntents } from './intents.ts';
import { readObjections } from './objections.ts';
import { readReadiness } from './readiness.ts';
import { readSentiment } from './sentiment.ts';
import { readSituation } from './situation.ts';
import { readUrgency } from './urgency.ts';

/** Logits beyond this say no more than «sure». */
const LIMIT = 4;

const clamp = (logit: number) => Math.max(-LIMIT, Math.min(LIMIT, logit));

const logitsOf = (head: Head, scores: Map<string, number>, missing: number) =>
  HEADS[head].map((label) => clamp(scores.get(label) ?? missing));

/** Spans of the labels that were chosen or nearly so, their weights as shares of the label's evidence. */
function keep(spans: readonly Span[], logits: HeadLogits, length: number): Span[] {
  const chosen = spans.filter((span) => {
    const at = (HEADS[span.head] as readonly string[]).indexOf(span.label);
    const logit = logits[span.head][at] ?? -LIMIT;
    const single = span.head === 'sentiment' || span.head === 'urgency' || span.head === 'readiness';
    return single ? logit >= Math.max(...logits[span.head]) : logit > -0.5;
  });
  const totals = new Map<string, number>();
  for (const span of chosen) {
    const key = `${span.head} ${span.label}`;
    totals.set(key, (totals.get(key) ?? 0) + span.weight);
  }
  return chosen
    .map((span) => ({
      ...span,
      end: Math.min(span.end, length),
      weight: span.weight / (totals.get(`${span.head} ${span.label}`) ?? 1),
    }))
    .filter((span) => span.start < span.end);
}

function analyseOne(input: TextInput): RawAnalysis {
  const s = readSituation(input);
  const objections = readObjections(s);
  const intents = readIntents(s, objections);
  const sentiment = readSentiment(s);
  const urgency = readUrgency(s, intents.scores);
  const readiness = readReadiness(s, intents.scores, objections, urgency.scores);
  const logits: HeadLogits = {
    sentiment: logitsOf('sentiment', sentiment.scores, 0),
    intents: logitsOf('intents', intents.scores, -3),
    objections: logitsOf('objections', objections.kinds, -3),
    urgency: logitsOf('urgency', urgency.scores, 0),
    readiness: logitsOf('readiness', readiness.scores, 0),
  };
  const spans = [...sentiment.spans, ...intents.spans, ...objections.spans, ...urgency.spans, ...readiness.spans];
  return {
    logits,
    spans: keep(spans, logits, input.text.length),
    source: 'rules',
    model: MODEL,
    language: detectLanguage(input.text, input.context),
  };
}

/** History: 1 the first rules (word cues, negation, the last agent turn). */
const MODEL = 'rules@1';

/**
 * The rule-based twin of the text model: all five heads from word cues, negation and what the agent's last turn asks.
 * Deterministic, about half a millisecond a message, linear in its length.
 */
export const ruleAnalyser: TextAnalyser = {
  source: 'rules',
  model: MODEL,
  analyse(inputs, signal) {
    const analyses: RawAnalysis[] = [];
    for (const input of inputs) {
      if (signal?.aborted) return Promise.reject(new Aborted());
      analyses.push(analyseOne(input));
    }
    return Promise.resolve(analyses);
  },
};

/** An abort as every platform names it. */
class Aborted extends Error {
  override name = 'AbortError';
  constructor() {
    super('The analysis was aborted.');
  }
}
