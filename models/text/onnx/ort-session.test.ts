import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { multiTaskSession } from './multi-task-session.ts';
import { openOrtSession, type OrtModule, type Tensor } from './ort-session.ts';

const graph = (path: string) =>
  new Uint8Array(readFileSync(new URL(`../../../test/fixtures/custom-models/${path}`, import.meta.url)));
const row = (...values: number[]): Tensor => ({
  type: 'float32',
  data: Float32Array.from(values),
  dims: [1, values.length],
});

describe('a session of ONNX Runtime', () => {
  it('says what the graph takes and gives, runs it, and ends', async () => {
    const session = await openOrtSession(ort, graph('closing/onnx/model.onnx'));
    expect(session.inputs).toEqual([{ name: 'features', type: 'float32', shape: ['batch', 2] }]);
    expect(session.outputs).toEqual([{ name: 'score', type: 'float32', shape: ['batch', 1] }]);
    const { score } = await session.run({ features: row(60, 2) });
    expect(score).toMatchObject({ type: 'float32', dims: [1, 1] });
    expect(score!.data[0]).toBeCloseTo(2, 5);
    await session.close();
    await expect(session.run({ features: row(60, 2) })).rejects.toThrow();
  });

  it('refuses bytes that are no graph, and goes on after a run that fails', async () => {
    await expect(openOrtSession(ort, new Uint8Array([1, 2, 3]))).rejects.toThrow();
    const session = await openOrtSession(ort, graph('closing/onnx/model.onnx'));
    await expect(session.run({ features: row(1, 2, 3) })).rejects.toThrow();
    await expect(session.run({ other: row(1) })).rejects.toThrow();
    expect((await session.run({ features: row(50, 0) })).score!.data[0]).toBeCloseTo(0, 5);
  });

  it('lets no two calls of one module overlap, over all its sessions', async () => {
    let running = 0;
    let most = 0;
    const busy = async <T>(value: T) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      return value;
    };
    const module: OrtModule = {
      env: { wasm: {} },
      InferenceSession: {
        create: () =>
          busy({ inputMetadata: [{ name: 'map', isTensor: false }], outputMetadata: [], run: () => busy({}) }),
      },
      Tensor: ort.Tensor,
    };
    const sessions = await Promise.all([1, 2].map(() => openOrtSession(module, new Uint8Array())));
    await Promise.all(sessions.flatMap((session) => [session.run({}), session.run({})]));
    expect(most).toBe(1);
    expect(sessions[0]!.inputs).toEqual([{ name: 'map', type: 'other', shape: [] }]);
    expect(module.env.wasm.numThreads).toBe(1);
  });

  it('is no session of the shipped model when an output is missing', async () => {
    const graphless = { inputs: [], outputs: [], run: () => Promise.resolve({}), close: () => Promise.resolve() };
    const none = new BigInt64Array();
    await expect(
      multiTaskSession(graphless).run({ rows: 1, columns: 0, ids: none, segments: none, attention: none }),
    ).rejects.toThrow('no output logits');
  });
});
