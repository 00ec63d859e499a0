/** The windows of the app, as far as a click on a notification needs them (`Clients`). */
export interface Windows {
  matchAll(options: { type: 'window' }): Promise<readonly OpenWindow[]>;
  openWindow(path: string): Promise<unknown>;
}
export interface OpenWindow {
  url: string;
  focused: boolean;
  focus(): Promise<OpenWindow>;
  navigate(path: string): Promise<unknown>;
}

/** Shows a path of the app: in a window that is open, the focused one first, else in a new one. Not in the CRM's frame. */
export async function openPath(windows: Windows, path: string): Promise<void> {
  const open = (await windows.matchAll({ type: 'window' })).filter(({ url }) => new URL(url).pathname === '/');
  const window = open.find(({ focused }) => focused) ?? open[0];
  if (window === undefined) return void (await windows.openWindow(path));
  await (await window.focus()).navigate(path);
}
