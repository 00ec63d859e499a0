/** All text that lies readable in this origin's IndexedDB and caches: strings, and bytes read as UTF-8 and as UTF-16. */
export async function wordsOnDisk(): Promise<string> {
  const found: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const db = await settled(indexedDB.open(name));
    for (const store of Array.from(db.objectStoreNames)) {
      collect(await settled(db.transaction(store).objectStore(store).getAll()), found);
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.push(request.url, (await (await cache.match(request))?.text()) ?? '');
    }
  }
  return found.join('\n');
}

function collect(value: unknown, found: string[]): void {
  if (typeof value === 'string') found.push(value);
  else if (value instanceof ArrayBuffer) {
    found.push(new TextDecoder().decode(value), new TextDecoder('utf-16le').decode(value));
  } else if (ArrayBuffer.isView(value))
    collect(new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength).slice().buffer, found);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collect(part, found);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}
