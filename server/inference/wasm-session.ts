import * as ort from 'onnxruntime-web';
import { openOrtSession, type TensorSession } from '../../models/text/onnx/ort-session.ts';

/** A session in Node; see `openOrtSession`. Throws when the bytes are no graph that the runtime can run. */
export const openWasmSession = (model: Uint8Array): Promise<TensorSession> => openOrtSession(ort, model);
