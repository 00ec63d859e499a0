/** A tensor in or out of a graph: row-major data with its shape. */
export type Tensor =
  | { type: 'int64'; data: BigInt64Array; dims: readonly number[] }
  | { type: 'float32'; data: Float32Array; dims: readonly number[] };

/** What a graph says of an input or output; `shape` has a number for a fixed dimension and a name for a free one. */
export interface TensorInfo {
  name: string;
  /** `int64`, `float32` …, or `other` for what is no tensor. */
  type: string;
  shape: readonly (number | string)[];
}

/** A graph that is ready to run. */
export interface TensorSession {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** Every output by name. Throws when the graph fails, or an output is neither `float32` nor `int64`. */
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>>;
  /** Frees the memory; the session cannot run after it. */
  close(): Promise<void>;
}

interface OrtTensor {
  type: string;
  data: unknown;
  dims: readonly number[];
}
interface OrtSession {
  inputMetadata: readonly OrtMetadata[];
  outputMetadata: readonly OrtMetadata[];
  run(feeds: Record<string, OrtTensor>): Promise<Record<string, OrtTensor>>;
  release(): Promise<void>;
}
type OrtMetadata =
  | { name: string; isTensor: true; type: string; shape: readonly (number | string)[] }
  | { name: string; isTensor: false };

/** The part of ONNX Runtime's module that is used; `onnxruntime-web` and its `/wasm` fit. */
export interface OrtModule {
  env: { wasm: { numThreads?: number | undefined }; logLevel?: unknown };
  InferenceSession: {
    create(model: Uint8Array, options: { executionProviders: string[]; logSeverityLevel?: 3 }): Promise<unknown>;
  };
  Tensor: {
    new (type: 'int64', data: BigInt64Array, dims: readonly number[]): unknown;
    new (type: 'float32', data: Float32Array, dims: readonly number[]): unknown;
  };
}

/** The end of each module's queue. */
const queues = new WeakMap<OrtModule, Promise<unknown>>();

/**
 * One call of a module at a time, over all its sessions: a run reserves memory on the module's one stack, waits in
 * between and then puts the stack back, so that two runs that overlap would overwrite each other's.
 */
function inTurn<T>(ort: OrtModule, work: () => Promise<T>): Promise<T> {
  const turn = (queues.get(ort) ?? Promise.resolve()).then(work);
  queues.set(
    ort,
    turn.catch(() => undefined),
  );
  return turn;
}

export interface OrtOptions {
  /** Of the WASM build; fixed by the module's first session. */
  threads?: number;
  provider?: 'wasm' | 'webgpu';
}

/**
 * A session of ONNX Runtime, by default on its WASM build with one thread: the baseline everywhere, so that a server and a
 * device give the same numbers. Throws when the bytes are no graph that the runtime can run, or the provider is not there.
 */
export async function openOrtSession(
  ort: OrtModule,
  model: Uint8Array,
  { threads = 1, provider = 'wasm' }: OrtOptions = {},
): Promise<TensorSession> {
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  const create = () => ort.InferenceSession.create(model, { executionProviders: [provider], logSeverityLevel: 3 });
  const session = (await inTurn(ort, create)) as OrtSession;
  return {
    inputs: session.inputMetadata.map(infoOf),
    outputs: session.outputMetadata.map(infoOf),
    async run(inputs) {
      const feeds = Object.entries(inputs).map(([name, tensor]) => [name, toOrt(ort, tensor)] as const);
      const outputs = await inTurn(ort, () => session.run(Object.fromEntries(feeds)));
      return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, fromOrt(name, tensor)]));
    },
    close: () => inTurn(ort, () => session.release()),
  };
}

function infoOf(metadata: OrtMetadata): TensorInfo {
  const { name } = metadata;
  return metadata.isTensor ? { name, type: metadata.type, shape: metadata.shape } : { name, type: 'other', shape: [] };
}

function toOrt(ort: OrtModule, tensor: Tensor): OrtTensor {
  const made =
    tensor.type === 'int64'
      ? new ort.Tensor(tensor.type, tensor.data, tensor.dims)
      : new ort.Tensor(tensor.type, tensor.data, tensor.dims);
  return made as OrtTensor;
}

function fromOrt(name: string, { type, data, dims }: OrtTensor): Tensor {
  if (type === 'float32') return { type, data: data as Float32Array, dims };
  if (type === 'int64') return { type, data: data as BigInt64Array, dims };
  throw new Error(`output ${name} is ${type}, neither float32 nor int64`);
}
