/** Chunks of text from a file, with the share of it that has been read, 0 to 1. */
export interface TextChunk {
  text: string;
  read: number;
}

/** Reads a file piece by piece as UTF-8, so that its size does not matter. */
export async function* textOf(file: Blob): AsyncGenerator<TextChunk> {
  const decoder = new TextDecoder();
  const reader = file.stream().getReader();
  let bytes = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    yield { text: decoder.decode(value, { stream: true }), read: file.size > 0 ? bytes / file.size : 1 };
  }
  yield { text: decoder.decode(), read: 1 };
}

/** Lines with their number (from 1), without their line end. */
export async function* linesOf(
  chunks: AsyncIterable<TextChunk>,
): AsyncGenerator<{ line: string; number: number; read: number }> {
  let rest = '';
  let number = 0;
  let read = 0;
  for await (const chunk of chunks) {
    ({ read } = chunk);
    const lines = (rest + chunk.text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) yield { line, number: ++number, read };
  }
  if (rest !== '') yield { line: rest, number: number + 1, read };
}
