/** A mark that this device holds an account, where a browser that clears storage leaves it: a cookie without a word in it. */
export interface StoreMark {
  /** Edits that waited when it was last written; null where there is no mark. */
  read(): number | null;
  write(unsynced: number): void;
  clear(): void;
}

const NAME = 'leadlight-held';
const YEAR_S = 365 * 24 * 3600;

export function cookieMark(document: Pick<Document, 'cookie'>, secure: boolean): StoreMark {
  const set = (value: string, seconds: number) => {
    document.cookie = `${NAME}=${value}; Max-Age=${seconds}; Path=/; SameSite=Strict${secure ? '; Secure' : ''}`;
  };
  const read = () => {
    const found = new RegExp(`(?:^|; )${NAME}=(\\d+)`).exec(document.cookie);
    return found ? Number(found[1]) : null;
  };
  return {
    read,
    write: (unsynced) => {
      if (read() !== unsynced) set(String(unsynced), YEAR_S);
    },
    clear: () => set('', 0),
  };
}
