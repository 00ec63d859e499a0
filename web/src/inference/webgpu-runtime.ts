import { files } from 'virtual:text-model-webgpu';
import type { GraphicsRuntime } from './text-models.ts';
import { openWebGpuSession } from './webgpu-session.ts';

/** All that the graphics processor takes: a chunk of its own, fetched only where it is tried or used. */
export const webgpuRuntime: GraphicsRuntime = { files, open: openWebGpuSession };
