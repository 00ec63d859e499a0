import { adapted } from '../text/adapter/adapter.ts';
import { decode, RULE_DECODER } from '../text/decode.ts';
import type { DriftReport } from '../text/drift/drift-report.ts';
import { DriftWindow } from '../text/drift/drift-window.ts';
import type { Decoder, RawAnalysis, TextAnalyser, TextAnalysis, TextInput } from '../text/types.ts';
import type { AnalyseOptions } from './analyse-options.ts';
import type { Learning } from './learning.ts';
import type { ServiceRefusal } from './service-refusal.ts';
import type { TextAnalyses } from './text-analyses.ts';
import type { Thresholds } from './thresholds.ts';

interface TextReaderDeps {
  analyser: TextAnalyser;
  decoder: Decoder;
  texts: TextAnalyses;
  learning: Learning;
  thresholds: Thresholds;
}

/** Reads texts: raw analyses from the caches, what was learnt and set applied over them, their drift watched. */
export class TextReader {
  readonly #deps: TextReaderDeps;
  readonly #drift = new DriftWindow();

  constructor(deps: TextReaderDeps) {
    this.#deps = deps;
  }

  get model(): string {
    const { analyser } = this.#deps;
    return this.#versionOf(analyser.model, analyser.source);
  }

  /** Text analyses in the order of the inputs; what is not kept reaches no store and does not count for drift. */
  async read(
    inputs: readonly TextInput[],
    { signal, keep = true }: Pick<AnalyseOptions, 'signal' | 'keep'>,
  ): Promise<TextAnalysis[]> {
    const read = await this.#deps.texts.read(inputs, signal, keep);
    if (keep) for (const { key, raw } of read) this.#drift.observe(key, raw);
    return read.map(({ raw }) => this.#decode(raw));
  }

  /** The same of a conversation's messages, by their ids. */
  async readById(
    items: readonly { id: string; input: TextInput }[],
    options: Pick<AnalyseOptions, 'signal' | 'keep'>,
  ): Promise<Map<string, TextAnalysis>> {
    const analyses = await this.read(
      items.map((item) => item.input),
      options,
    );
    return new Map(items.map((item, index) => [item.id, analyses[index]!]));
  }

  /** Raw analyses of texts whose corrections stand, which drift counts as such. */
  async readCorrected(inputs: readonly TextInput[]): Promise<RawAnalysis[]> {
    const read = await this.#deps.texts.read(inputs);
    this.#drift.correct(read.map(({ key }) => key));
    return read.map(({ raw }) => raw);
  }

  async driftReport(corrected?: readonly TextInput[]): Promise<DriftReport | ServiceRefusal> {
    if (corrected) await this.readCorrected(corrected);
    const found = await this.#deps.learning.reference();
    return found.ok ? this.#drift.report(found.reference, this.#deps.decoder) : found;
  }

  #decode(raw: RawAnalysis): TextAnalysis {
    const { decoder: own, learning, thresholds } = this.#deps;
    const decoder = thresholds.over(raw.source === 'model' ? own : RULE_DECODER);
    const analysis = decode(adapted(raw, learning.adapter, decoder), decoder);
    return { ...analysis, model: this.#versionOf(raw.model, raw.source) };
  }

  #versionOf(model: string, source: TextAnalyser['source']): string {
    const { learning, thresholds } = this.#deps;
    const learnt = source === 'model' ? learning.version : null;
    const { version: set } = thresholds;
    return `${model}${learnt ? `+a.${learnt}` : ''}${set ? `+t.${set}` : ''}`;
  }
}
