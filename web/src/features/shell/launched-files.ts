import type { ShareInbox } from '../../storage/share-inbox.ts';
import { sharedOf } from '../../storage/shared-content.ts';
import type { Router } from './router.svelte.ts';

interface LaunchParams {
  files: readonly { getFile(): Promise<File> }[];
}
/** Only Chromium has it; no library of types does. */
interface LaunchWindow {
  launchQueue?: { setConsumer(take: (params: LaunchParams) => void): void };
}

/** Files that the system opens with the app (the manifest's `file_handlers`) go where shares go, and are shown. */
export function takeLaunchedFiles(window: Window, shares: ShareInbox, router: Router): void {
  (window as LaunchWindow).launchQueue?.setConsumer(({ files }) => {
    if (files.length > 0) void take(files);
  });

  async function take(handles: LaunchParams['files']): Promise<void> {
    const files = await Promise.all(handles.map((handle) => handle.getFile())).catch(() => null);
    await shares.put(files ? await sharedOf('', files) : { kind: 'problem' });
    router.go({ page: 'paste' });
  }
}
