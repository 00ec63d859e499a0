import { refused, type Refusal } from './refusal.ts';
import type { ModelRegistration, ModelRuntime } from './types.ts';

/** Where the graph may lie, the smaller one first: as the Hugging Face tools write it. */
const GRAPH_FILES = ['onnx/model_quantized.onnx', 'onnx/model.onnx', 'model_quantized.onnx', 'model.onnx'] as const;

/** Reads the files of a registration and keeps the hashes of those it read. */
export class ModelFiles {
  readonly #registration: ModelRegistration;
  readonly #runtime: ModelRuntime;
  readonly #read = new Map<string, string>();

  constructor(registration: ModelRegistration, runtime: ModelRuntime) {
    this.#registration = registration;
    this.#runtime = runtime;
  }

  /** The first of `GRAPH_FILES` that a hash is given for, or null. */
  get graphFile(): string | null {
    return GRAPH_FILES.find((path) => this.#hashOf(path) !== undefined) ?? null;
  }

  /** The bytes of a file that is what its hash says. */
  async read(path: string): Promise<{ ok: true; bytes: Uint8Array } | Refusal> {
    const expected = this.#hashOf(path);
    if (expected === undefined) return refused('hash_missing', `no sha256 is given for ${path}`);
    const bytes = await this.#registration.folder.read(path);
    if (bytes === null) return refused('file_missing', `${path} is missing`);
    const found = await this.#runtime.sha256(bytes);
    if (found !== expected) return refused('hash_mismatch', `${path} is not the file that its sha256 names`);
    this.#read.set(path, found);
    return { ok: true, bytes };
  }

  /** The object in a JSON file; null where it holds none. */
  async json(path: string): Promise<{ ok: true; json: object | null } | Refusal> {
    const file = await this.read(path);
    if (!file.ok) return file;
    try {
      const json = JSON.parse(this.#runtime.decodeText(file.bytes)) as unknown;
      return { ok: true, json: typeof json === 'object' ? json : null };
    } catch {
      return { ok: true, json: null };
    }
  }

  /** One sha256 over the files read so far: `path hash` a line, in order of path. */
  version(): Promise<string> {
    const lines = [...this.#read].map(([path, hash]) => `${path} ${hash}\n`).sort();
    // Paths and hashes are ASCII.
    return this.#runtime.sha256(Uint8Array.from(lines.join(''), (character) => character.charCodeAt(0)));
  }

  #hashOf(path: string): string | undefined {
    const { sha256 } = this.#registration;
    return Object.hasOwn(sha256, path) ? sha256[path]?.toLowerCase() : undefined;
  }
}
