import type { Session } from './onnx-analyser.ts';
import type { Tensor, TensorSession } from './ort-session.ts';

/** The shipped text model's session over a general one. `run` throws when an output that it needs is not there. */
export function multiTaskSession(session: TensorSession): Session {
  return {
    async run({ rows, columns, ids, segments, attention }) {
      const dims = [rows, columns];
      const given: Record<string, Tensor> = {
        input_ids: { type: 'int64', data: ids, dims },
        token_type_ids: { type: 'int64', data: segments, dims },
        attention_mask: { type: 'int64', data: attention, dims },
      };
      // A graph for one input at a time takes no mask.
      const taken = session.inputs.map(({ name }) => [name, given[name]!] as const);
      const outputs = await session.run(Object.fromEntries(taken));
      const values = (name: string): Float32Array => {
        const tensor = outputs[name];
        if (tensor?.type !== 'float32') throw new Error(`the model has no output ${name} of float32`);
        return tensor.data;
      };
      const optional = (name: string) => (outputs[name] ? values(name) : undefined);
      return {
        logits: values('logits'),
        embedding: values('embedding'),
        contributions: values('contributions'),
        facts: optional('facts'),
        tags: optional('tags'),
      };
    },
  };
}
