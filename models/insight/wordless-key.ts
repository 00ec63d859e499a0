/** 106 bits of two FNV-like hashes (cyrb53): short keys that hold none of the words. */
export function wordlessKey(words: string): string {
  let key = '';
  for (const seed of [0x9e3779b9, 0x85ebca6b]) {
    let a = 0xdeadbeef ^ seed;
    let b = 0x41c6ce57 ^ seed;
    for (let i = 0; i < words.length; i++) {
      const code = words.charCodeAt(i);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    key += `${((b >>> 0) & 0x1fffff).toString(36)}.${(a >>> 0).toString(36)}.`;
  }
  return `${key}${words.length}`;
}
