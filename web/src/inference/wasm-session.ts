import * as ort from 'onnxruntime-web/wasm';
import { openOrtSession, type TensorSession } from '../../../models/text/onnx/ort-session.ts';
import type { Bytes } from './model-store.ts';

/**
 * A session in the browser; `runtime` is ONNX Runtime's WebAssembly, which the first session compiles and later ones
 * share. Throws when the bytes are no runtime or no graph that it can run.
 */
export async function openWasmSession(runtime: Bytes, model: Uint8Array): Promise<TensorSession> {
  ort.env.wasm.wasmBinary = runtime;
  try {
    return await openOrtSession(ort, model);
  } finally {
    // The runtime is compiled by now; its 14 MB of source are not needed any more.
    delete ort.env.wasm.wasmBinary;
  }
}
