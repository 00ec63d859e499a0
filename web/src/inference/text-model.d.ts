/** The shipped text model, as the build knows it (`web/build/text-model-files.ts`). */
declare module 'virtual:text-model' {
  /** What `parseModelConfig` takes. */
  export const config: unknown;
  /** `runtime` (ONNX Runtime’s WebAssembly), `tokenizer.json`, `onnx/model_quantized.onnx`; each in parts. */
  export const files: readonly {
    name: string;
    parts: readonly { url: string; sha256: string; bytes: number }[];
  }[];
}
