import type { TextChunk } from './text-lines.ts';

export interface CsvRow {
  cells: string[];
  /** Line of the file on which the row begins, from 1. */
  line: number;
  read: number;
}

/**
 * Reads CSV piece by piece (RFC 4180: quoted cells may hold separators, doubled quotes and line ends). The separator is
 * found from the first line: comma, semicolon or tab. Empty lines are skipped.
 */
export async function* csvRows(chunks: AsyncIterable<TextChunk>): AsyncGenerator<CsvRow> {
  let head = '';
  let reader: CsvMachine | null = null;
  let read = 0;
  for await (const chunk of chunks) {
    ({ read } = chunk);
    let text = chunk.text;
    if (!reader) {
      head += text;
      if (!/[\r\n]/.test(head) && read < 1) continue;
      reader = new CsvMachine(separatorOf(head.split(/[\r\n]/, 1)[0] ?? ''));
      text = head.replace(/^\uFEFF/, '');
    }
    for (const row of reader.feed(text)) yield { ...row, read };
  }
  for (const row of reader?.end() ?? []) yield { ...row, read };
}

function separatorOf(firstLine: string): string {
  const counts = [',', ';', '\t'].map((mark) => [mark, firstLine.split(mark).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

class CsvMachine {
  readonly #separator: string;
  #cells: string[] = [];
  #cell = '';
  #quoted = false;
  /** Just read a quote inside a quoted cell: the next character tells whether it ends the cell. */
  #maybeEnd = false;
  #line = 1;
  #startLine = 1;
  #afterReturn = false;

  constructor(separator: string) {
    this.#separator = separator;
  }

  *feed(text: string): Generator<Omit<CsvRow, 'read'>> {
    for (const char of text) {
      const returned = this.#afterReturn;
      this.#afterReturn = false;
      if (char === '\n' && returned && !this.#quoted) continue;
      if (char === '\n' || (char === '\r' && !this.#quoted)) this.#line++;
      if (this.#quoted) {
        if (char === '"') {
          this.#quoted = false;
          this.#maybeEnd = true;
        } else this.#cell += char;
        continue;
      }
      if (char === '"' && (this.#maybeEnd || this.#cell === '')) {
        if (this.#maybeEnd) this.#cell += '"';
        this.#quoted = true;
        this.#maybeEnd = false;
        continue;
      }
      this.#maybeEnd = false;
      if (char === this.#separator) this.#endCell();
      else if (char === '\n' || char === '\r') {
        this.#afterReturn = char === '\r';
        yield* this.#endRow();
      } else this.#cell += char;
    }
  }

  *end(): Generator<Omit<CsvRow, 'read'>> {
    if (this.#cell !== '' || this.#cells.length > 0) yield* this.#endRow();
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
  }

  *#endRow(): Generator<Omit<CsvRow, 'read'>> {
    this.#endCell();
    const cells = this.#cells;
    const line = this.#startLine;
    this.#cells = [];
    this.#startLine = this.#line;
    if (cells.some((cell) => cell.trim() !== '')) yield { cells, line };
  }
}
