import * as ort from 'onnxruntime-web';
import type { Feeds, Outputs, Session } from '../../models/text/onnx/onnx-analyser.ts';

/**
 * A session on ONNX Runtime Web's WASM build, one thread: the baseline everywhere, so that a server and a device give
 * the same numbers. Throws when the bytes are no model that the runtime can run.
 */
export async function openWasmSession(model: Uint8Array): Promise<Session> {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'] });
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
