import * as ort from 'onnxruntime-web/wasm';
import type { Feeds, Outputs, Session } from '../../../models/text/onnx/onnx-analyser.ts';
import type { Bytes } from './model-store.ts';

/**
 * A session of the model on one WASM thread, the same as the server’s, so that both give the same numbers. Throws when
 * the bytes are no runtime or no model that it can run.
 */
export async function openWasmSession(runtime: Bytes, model: Bytes): Promise<Session> {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = runtime;
  ort.env.logLevel = 'error';
  const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'] });
  // The runtime is compiled by now; its 14 MB of source are not needed any more.
  delete ort.env.wasm.wasmBinary;
  return {
    async run({ rows, columns, ids, segments, attention }: Feeds): Promise<Outputs> {
      const shape = [rows, columns];
      const outputs = await session.run({
        input_ids: new ort.Tensor('int64', ids, shape),
        token_type_ids: new ort.Tensor('int64', segments, shape),
        attention_mask: new ort.Tensor('int64', attention, shape),
      });
      const values = (name: string) => outputs[name]!.data as Float32Array;
      return { logits: values('logits'), embedding: values('embedding'), contributions: values('contributions') };
    },
  };
}
