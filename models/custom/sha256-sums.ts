const LINE = /^([0-9a-f]{64}) [ *](?:\.\/)?(.+)$/i;

/**
 * The hashes in a `SHA256SUMS` file as `sha256sum` writes it, by path. `bad` has the numbers of the lines that are
 * neither such nor blank.
 */
export function parseSha256Sums(text: string): { sha256: Record<string, string>; bad: number[] } {
  const entries: [string, string][] = [];
  const bad: number[] = [];
  text.split(/\r?\n/).forEach((line, at) => {
    const [, hash, path] = LINE.exec(line) ?? [];
    if (hash && path) entries.push([path, hash.toLowerCase()]);
    else if (line.trim()) bad.push(at + 1);
  });
  return { sha256: Object.fromEntries(entries), bad };
}
