/** The shipped text model, as the build knows it (`web/build/text-model-files.ts`). */
declare module 'virtual:text-model' {
  /** What `parseModelConfig` takes. */
  export const config: unknown;
  /** `runtime` (ONNX Runtime’s WebAssembly), `tokenizer.json`, `onnx/model_quantized.onnx`; each in parts. */
  export const files: readonly {
    name: string;
    parts: readonly { url: string; sha256: string; bytes: number }[];
  }[];
  /** `reference.bin`: what retraining may not forget and drift is measured against; fetched when it is first needed. */
  export const reference: (typeof files)[number];
  /** Of the files that the graphics processor takes; 0 where the model has no graph for it. */
  export const graphicsBytes: number;
  /** Address of the script that the runtime’s threads run. */
  export const glue: string;
}

/** What the graphics processor takes beside the tokenizer; no files where the model has no graph for it. */
declare module 'virtual:text-model-webgpu' {
  /** `webgpu-runtime`, `onnx/model_webgpu.onnx`; each in parts. */
  export const files: readonly {
    name: string;
    parts: readonly { url: string; sha256: string; bytes: number }[];
  }[];
}

/** ONNX Runtime’s WASM build with its glue outside, and with a state of its own beside that of `onnxruntime-web/wasm`. */
declare module 'virtual:onnxruntime-threads' {
  export * from 'onnxruntime-web/wasm';
}
