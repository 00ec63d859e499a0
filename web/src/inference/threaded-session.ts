import * as ort from 'virtual:onnxruntime-threads';
import { glue } from 'virtual:text-model';
import { openOrtSession, type TensorSession } from '../../../models/text/onnx/ort-session.ts';
import type { Bytes } from './model-store.ts';

/** A thread that cannot start says nothing: then one thread has to do. */
const START_WITHIN_MS = 20_000;

/**
 * A session on several threads; only in an isolated page. The glue comes from an address of its own: inside a script of
 * ours, each thread would run that script. Throws when the threads do not start or the graph cannot run; another try in
 * this worker is of no use then.
 */
export async function openThreadedSession(runtime: Bytes, model: Uint8Array, threads: number): Promise<TensorSession> {
  ort.env.wasm.wasmPaths = { mjs: new URL(glue, location.origin).href };
  ort.env.wasm.initTimeout = START_WITHIN_MS;
  ort.env.wasm.wasmBinary = runtime;
  try {
    return await openOrtSession(ort, model, { threads });
  } finally {
    delete ort.env.wasm.wasmBinary;
  }
}
