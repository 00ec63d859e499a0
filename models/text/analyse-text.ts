import { decode } from './decode.ts';
import { detectLanguage } from './language.ts';
import { HEADS, type Intent } from './labels.ts';
import { optOutKeyword } from './opt-out.ts';
import type {
  CancelSignal,
  Decoder,
  HeadLogits,
  Language,
  RawAnalysis,
  Span,
  TextAnalyser,
  TextAnalysis,
  TextInput,
} from './types.ts';

/** Sure, in logits: 0.9933 by a sigmoid. */
const SURE = 5;

const sureOf = <L extends string>(labels: readonly L[], on: readonly L[]) =>
  labels.map((label) => (on.includes(label) ? SURE : -SURE));

/** The logits of a message about which nothing is said but, perhaps, that its sender opts out. */
function quietLogits(intents: readonly Intent[]): HeadLogits {
  return {
    sentiment: sureOf(HEADS.sentiment, ['neutral']),
    intents: sureOf(HEADS.intents, intents),
    objections: sureOf(HEADS.objections, []),
    urgency: sureOf(HEADS.urgency, ['none']),
    readiness: sureOf(HEADS.readiness, ['none']),
  };
}

const wholeMessage = (input: TextInput): Span[] => [
  { head: 'intents', label: 'opt_out', start: 0, end: input.text.length, weight: 1 },
];

/** The raw analysis of a message that no analyser may score: a carrier keyword, or a language it wasn't made for. */
function unscored(input: TextInput, analyser: TextAnalyser, language: Language, optOut: boolean): RawAnalysis {
  return {
    logits: quietLogits(optOut ? ['opt_out'] : []),
    spans: optOut ? wholeMessage(input) : [],
    source: analyser.source,
    model: analyser.model,
    language,
  };
}

/**
 * Raw analyses in the order of the inputs. Carrier keywords count whatever the analyser says; what is not English is
 * scored by nothing else (design ruling 19) and never reaches the analyser.
 */
export async function analyseRaw(
  analyser: TextAnalyser,
  inputs: readonly TextInput[],
  signal?: CancelSignal,
): Promise<RawAnalysis[]> {
  const settled = inputs.map((input): RawAnalysis | null => {
    const language = detectLanguage(input.text, input.context);
    const optOut = optOutKeyword(input.text, input.channel);
    return optOut || language !== 'en' ? unscored(input, analyser, language, optOut) : null;
  });
  const open = inputs.filter((_, at) => settled[at] === null);
  const scored = open.length === 0 ? [] : await analyser.analyse(open, signal);
  let next = 0;
  return settled.map((raw) => raw ?? (scored[next++] as RawAnalysis));
}

/** Text analyses in the order of the inputs: `analyseRaw`, decoded. */
export async function analyseTexts(
  analyser: TextAnalyser,
  decoder: Decoder,
  inputs: readonly TextInput[],
  signal?: CancelSignal,
): Promise<TextAnalysis[]> {
  return (await analyseRaw(analyser, inputs, signal)).map((raw) => decode(raw, decoder));
}
