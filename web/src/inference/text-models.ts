import { decoderOf, parseModelConfig, type LeadlightModelConfig } from '../../../models/text/onnx/model-config.ts';
import type { TensorSession } from '../../../models/text/onnx/ort-session.ts';
import { done, failed, type Result } from '../errors/result.ts';
import type { GraphicsOffer, GraphicsTrial, ModelProblem } from './analysis-api.ts';
import { compareProviders } from './graphics-trial.ts';
import type { GraphicsVerdict, VerdictStore } from './graphics-verdict.ts';
import { loadTextModel, type LoadOptions, type TextModel } from './load-text-model.ts';
import { sizeOf, type Bytes, type ModelFile, type ModelStore } from './model-store.ts';
import { openAnalyser } from './open-text-model.ts';

/** What the graphics processor takes beside the tokenizer. */
export interface GraphicsRuntime {
  /** `webgpu-runtime` and `onnx/model_webgpu.onnx`. */
  files: readonly ModelFile[];
  open: (runtime: Bytes, graph: Bytes) => Promise<TensorSession>;
}

export interface GraphicsAccess {
  bytes: number;
  /** Whether the browser gives one: asked before anything is fetched. */
  available: () => Promise<boolean>;
  fetch: () => Promise<GraphicsRuntime>;
}

export interface TextModelsDeps {
  config: unknown;
  files: readonly ModelFile[];
  store: ModelStore;
  /** Files that stay in the store beside the model's own. */
  keep?: readonly ModelFile[];
  verdicts: VerdictStore;
  /** Of WASM. */
  threads: number;
  millis: () => number;
  /** Of WASM; the runtime's own unless given. */
  openSession?: LoadOptions['openSession'];
  /** What the graphics processor takes, fetched when it is needed; null where the browser has none to offer. */
  graphics: GraphicsAccess | null;
}

interface Offered {
  config: LeadlightModelConfig;
  /** Of the verdict. */
  key: string;
  untried: GraphicsOffer;
  available: () => Promise<boolean>;
  fetch: () => Promise<GraphicsRuntime>;
}

const GRAPH = 'onnx/model_webgpu.onnx';

/**
 * Chooses what the text model runs on: WASM, unless a trial on this device found the graphics processor to give the same
 * answers faster. The trial is only ever made when a person asks for it.
 */
export class TextModels {
  readonly #deps: TextModelsDeps;

  constructor(deps: TextModelsDeps) {
    this.#deps = deps;
  }

  async load(onProgress: (share: number) => void): Promise<Result<TextModel, ModelProblem>> {
    const graphics = this.#offered();
    const verdict = graphics && (await this.#deps.verdicts.read(graphics.key));
    if (!graphics || verdict?.kind !== 'faster') {
      const wasm = await this.#loadWasm(onProgress);
      return wasm.ok && graphics ? done({ ...wasm.value, graphics: verdict ?? graphics.untried }) : wasm;
    }
    const runtime = await graphics.fetch().catch(() => null);
    const opened = runtime ? await this.#open(graphics.config, runtime, onProgress) : failed('model_unreachable');
    if (opened.ok) return done({ ...opened.value, graphics: verdict });
    // What runs no more is not tried at every start; what only could not be fetched is.
    const now: GraphicsVerdict =
      opened.code === 'model_broken' ? { kind: 'failed', reason: opened.detail ?? '' } : verdict;
    if (now.kind === 'failed') await this.#deps.verdicts.keep(graphics.key, now);
    const wasm = await this.#loadWasm(onProgress, now.kind === 'failed' ? [] : (runtime?.files ?? []));
    if (!wasm.ok) return wasm;
    return done({
      ...wasm.value,
      note: 'graphics_failed',
      graphics: now.kind === 'failed' ? now : graphics.untried,
    });
  }

  /** Fetches what the graphics processor takes and compares it with the model that runs on WASM. */
  async tryGraphics(wasm: TextModel, onProgress: (share: number) => void): Promise<GraphicsTrial<TextModel>> {
    const { store, verdicts, files, millis } = this.#deps;
    const graphics = this.#offered();
    if (!graphics) return failed('no_graphics');
    if (!(await graphics.available())) {
      const verdict: GraphicsVerdict = { kind: 'none' };
      await verdicts.keep(graphics.key, verdict);
      return done({ verdict, model: null });
    }
    const runtime = await graphics.fetch().catch(() => null);
    if (!runtime) return failed('graphics_unreachable');
    const opened = await this.#open(graphics.config, runtime, onProgress);
    if (!opened.ok && opened.code !== 'model_broken') {
      return failed(opened.code === 'model_unreachable' ? 'graphics_unreachable' : 'graphics_checksum');
    }
    let verdict: GraphicsVerdict;
    try {
      const { config } = graphics;
      verdict = opened.ok
        ? await compareProviders({
            wasm: wasm.analyser,
            graphics: opened.value.analyser,
            decoder: wasm.decoder,
            golden: config.golden ?? [],
            millis,
          })
        : { kind: 'failed', reason: opened.detail ?? '' };
    } catch (error) {
      verdict = { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
    await verdicts.keep(graphics.key, verdict);
    if (verdict.kind === 'faster' && opened.ok) {
      return done({ verdict, model: { ...opened.value, graphics: verdict } });
    }
    if (opened.ok) await opened.value.close().catch(() => undefined);
    await store.keepOnly([...files, ...this.#keep]);
    return done({ verdict, model: null });
  }

  /** WASM, loaded for good; the trial's verdict and files go. */
  async backToWasm(): Promise<Result<TextModel, ModelProblem>> {
    const wasm = await this.#loadWasm(() => undefined);
    if (!wasm.ok) return wasm;
    await this.#deps.verdicts.forget();
    const graphics = this.#offered();
    return done({ ...wasm.value, ...(graphics && { graphics: graphics.untried }) });
  }

  #loadWasm(onProgress: (share: number) => void, keep: readonly ModelFile[] = []) {
    const { config, files, store, threads, millis, openSession } = this.#deps;
    const options = { threads, millis, keep: [...keep, ...this.#keep], ...(openSession && { openSession }) };
    return loadTextModel(config, files, store, onProgress, options);
  }

  /** Null where the browser has no graphics processor to offer, or the model no graph for it or nothing to compare by. */
  #offered(): Offered | null {
    const parsed = parseModelConfig(this.#deps.config);
    const { graphics } = this.#deps;
    if (!parsed.ok || !graphics) return null;
    const { config } = parsed;
    const hash = config.sha256[GRAPH];
    if (hash === undefined || !config.golden?.length) return null;
    return {
      config,
      key: `${config.name}@${config.version}/${hash}`,
      untried: { kind: 'untried', bytes: graphics.bytes },
      available: graphics.available,
      fetch: graphics.fetch,
    };
  }

  async #open(
    config: LeadlightModelConfig,
    runtime: GraphicsRuntime,
    onProgress: (share: number) => void,
  ): Promise<Result<TextModel, ModelProblem>> {
    const own = [...runtime.files, ...this.#deps.files.filter(({ name }) => name === 'tokenizer.json')];
    // WASM stays on the device: it takes over where the graphics processor fails.
    const started = this.#deps.millis();
    const loaded = await this.#deps.store.load(own, onProgress, [...this.#deps.files, ...this.#keep]);
    if (!loaded.ok) return loaded;
    const [binary, tokenizer, graph] = ['webgpu-runtime', 'tokenizer.json', GRAPH].map((name) =>
      loaded.value.get(name),
    );
    if (!binary || !tokenizer || !graph) return failed('model_broken', 'a file is missing');
    const opened = await openAnalyser(config, tokenizer, () => runtime.open(binary, graph), this.#deps.millis);
    if (!opened.ok) return opened;
    const bytes = own.reduce((sum, file) => sum + sizeOf(file), 0);
    const loadMillis = this.#deps.millis() - started;
    return done({ ...opened.value, decoder: decoderOf(config), provider: 'WebGPU', bytes, loadMillis });
  }

  get #keep(): readonly ModelFile[] {
    return this.#deps.keep ?? [];
  }
}
