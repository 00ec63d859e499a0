/**
 * Reads the origins that may frame the app (`https://app.gohighlevel.com, https://*.example.com`) as they go into a
 * Content-Security-Policy; null when one is no https origin, so that nothing else gets into the header.
 */
export function parseFrameAncestors(text: string): string[] | null {
  const origins = text.split(/[\s,]+/).filter(Boolean);
  const host = /^https:\/\/(\*\.)?([a-z0-9-]+\.)+[a-z0-9-]+(:\d{1,5})?$/i;
  return origins.every((origin) => host.test(origin)) ? origins : null;
}
