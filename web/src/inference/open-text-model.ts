import { Tokenizer } from '@huggingface/tokenizers';
import type { LeadlightModelConfig } from '../../../models/text/onnx/model-config.ts';
import { multiTaskSession } from '../../../models/text/onnx/multi-task-session.ts';
import { OnnxAnalyser, type Feeds, type Outputs, type Session } from '../../../models/text/onnx/onnx-analyser.ts';
import type { TensorSession } from '../../../models/text/onnx/ort-session.ts';
import { selfTest } from '../../../models/text/onnx/self-test.ts';
import { done, failed, type Result } from '../errors/result.ts';
import type { Bytes } from './model-store.ts';

/** Short and ordinary: one run of it compiles what the first message would otherwise wait for. */
const WARM_UP = { text: 'Can we see it on Saturday?', context: [] };

/** What the model answered on the golden inputs when it was opened. */
export interface SelfTestRun {
  inputs: number;
  /** The greatest difference of a probability from the one that the exported graph gave. */
  apart: number;
  millis: number;
}

export interface OpenAnalyser {
  analyser: OnnxAnalyser;
  selfTest: SelfTestRun;
  /** Of the latest runs, a message each, the latest last. */
  recentMillis: () => readonly number[];
  close: () => Promise<void>;
}

/** An analyser on a session, warm. A session that fails, or whose answers are not the model's own, is closed. */
export async function openAnalyser(
  config: LeadlightModelConfig,
  tokenizerJson: Bytes,
  open: () => Promise<TensorSession>,
  millis: () => number,
): Promise<Result<OpenAnalyser, 'model_broken'>> {
  let session: TensorSession | null = null;
  let reason: string;
  try {
    const tokenizer = new Tokenizer(JSON.parse(new TextDecoder().decode(tokenizerJson)) as object, {});
    const tokenise = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
    const opened = await open();
    session = opened;
    const timed = new TimedSession(multiTaskSession(opened), millis);
    const analyser = new OnnxAnalyser(config, tokenise, timed);
    const [warm] = await analyser.analyse([WARM_UP]);
    const started = millis();
    const tested = await selfTest(analyser, config);
    if (tested.ok && Object.values(warm!.logits).flat().every(Number.isFinite)) {
      const { inputs, apart } = tested;
      const run = { inputs, apart, millis: millis() - started };
      return done({ analyser, selfTest: run, recentMillis: () => timed.recent, close: () => opened.close() });
    }
    reason = tested.ok ? 'no numbers' : tested.reason;
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  await session?.close().catch(() => undefined);
  return failed('model_broken', reason);
}

/** Runs remembered: enough for a 95th percentile. */
const REMEMBERED = 200;

/** Remembers how long the latest runs took. */
class TimedSession implements Session {
  readonly recent: number[] = [];
  readonly #session: Session;
  readonly #millis: () => number;

  constructor(session: Session, millis: () => number) {
    this.#session = session;
    this.#millis = millis;
  }

  async run(feeds: Feeds): Promise<Outputs> {
    const started = this.#millis();
    const outputs = await this.#session.run(feeds);
    this.recent.push(this.#millis() - started);
    if (this.recent.length > REMEMBERED) this.recent.shift();
    return outputs;
  }
}
