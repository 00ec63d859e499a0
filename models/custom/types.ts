import type { TensorSession } from '../text/onnx/ort-session.ts';

/** Token ids of a text as the model wants them: with its special tokens, or without. */
export type CustomTokenise = (text: string, specialTokens: boolean) => readonly number[];

/** What a custom model needs of the outside. */
export interface ModelRuntime {
  /** Of the bytes, lower-case hex. */
  sha256(bytes: Uint8Array): Promise<string>;
  /** UTF-8. Throws or replaces what is not. */
  decodeText(bytes: Uint8Array): string;
  /** From the parsed `tokenizer.json`. Throws when it describes no tokeniser. */
  openTokeniser(json: object): CustomTokenise;
  /** Throws when the bytes are no graph that can run. */
  openSession(graph: Uint8Array): Promise<TensorSession>;
}

/** A folder in the Hugging Face layout, wherever it lies. */
export interface ModelFolder {
  /** The file's bytes by its path in the folder (`onnx/model.onnx`), or null when there is none. */
  read(path: string): Promise<Uint8Array | null>;
}

/** What a custom model reads: a message's text, or the numbers of a conversation. */
export type CustomHead = 'text' | 'tabular';

export interface ModelRegistration {
  /** kebab-case; its output appears under it. */
  name: string;
  folder: ModelFolder;
  /** sha256 of each file that is needed, hex, by path. */
  sha256: Readonly<Record<string, string>>;
  /** What the caller expects; the model is refused when its config says otherwise. */
  head?: CustomHead | undefined;
}

/** A registered model. */
export interface CustomModelInfo {
  name: string;
  head: CustomHead;
  labels: readonly string[];
  /** One sha256 over the files it is made of: equal versions give equal output. */
  version: string;
}

/** By label: probabilities where the model has a softmax or sigmoid, else the numbers as they come. */
export type CustomValues = Readonly<Record<string, number>>;

/** What a registered model says of a conversation, beside the product's own analysis; it enters no score. */
export interface CustomSignal {
  /** The name it is registered under. */
  model: string;
  head: CustomHead;
  version: string;
  /** The lead's newest message that it read; absent for a tabular model. */
  messageId?: string | undefined;
  values: CustomValues;
}
