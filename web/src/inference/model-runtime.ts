import { Tokenizer } from '@huggingface/tokenizers';
import type { ModelRuntime } from '../../../models/custom/types.ts';
import type { Bytes } from './model-store.ts';
import { openWasmSession } from './wasm-session.ts';

export interface WebModelRuntimeDeps {
  crypto: Crypto;
  /** ONNX Runtime's WebAssembly, as the model store gives it. */
  runtime: () => Promise<Bytes>;
}

/** Runs registered models in the browser. */
export function webModelRuntime({ crypto, runtime }: WebModelRuntimeDeps): ModelRuntime {
  return {
    sha256: async (bytes) => hex(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))),
    decodeText: (bytes) => new TextDecoder().decode(bytes),
    openTokeniser: (json) => {
      const tokenizer = new Tokenizer(json, {});
      return (text, specialTokens) => tokenizer.encode(text, { add_special_tokens: specialTokens }).ids;
    },
    openSession: async (graph) => openWasmSession(await runtime(), graph),
  };
}

const hex = (digest: ArrayBuffer): string =>
  [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
