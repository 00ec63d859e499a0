import * as ort from 'onnxruntime-web/webgpu';
import { openOrtSession, type TensorSession } from '../../../models/text/onnx/ort-session.ts';
import type { Bytes } from './model-store.ts';

/**
 * A session on the graphics processor, by a runtime of its own. Throws when the browser offers no adapter, or the graph
 * cannot run on it.
 */
export async function openWebGpuSession(runtime: Bytes, model: Uint8Array): Promise<TensorSession> {
  ort.env.wasm.wasmBinary = runtime;
  try {
    return await openOrtSession(ort, model, { provider: 'webgpu' });
  } finally {
    delete ort.env.wasm.wasmBinary;
  }
}
