import type { ModelFolder } from '../../../models/custom/types.ts';

/**
 * Chosen files by their path in the model's folder. A folder that was chosen as a whole leads each path with its own
 * name, which is left off; a file that was chosen by itself has its name only.
 */
export function filesByPath(files: readonly File[]): Map<string, Blob> {
  return new Map(files.map((file) => [file.webkitRelativePath.split('/').slice(1).join('/') || file.name, file]));
}

/** A model's folder from files or bytes in memory; a file that can't be read any more counts as missing. */
export function blobFolder(files: ReadonlyMap<string, Blob>): ModelFolder {
  return {
    read: async (path) => {
      try {
        const blob = files.get(path);
        return blob ? new Uint8Array(await blob.arrayBuffer()) : null;
      } catch {
        return null;
      }
    },
  };
}
