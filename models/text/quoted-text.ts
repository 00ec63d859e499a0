const HAS_WORDS = /[\p{L}\p{N}]/u;
/** Lines longer than this are prose: no mail header or signature marker is. */
const MAX_MARKER = 300;

const hasWords = (lines: readonly string[]) => lines.some((line) => HAS_WORDS.test(line));

/** «On Tue, May 5, 2026 at 9:14 AM Dana <d@x> wrote:», also broken over two or three lines. */
function isReplyHeader(lines: readonly string[], at: number): number {
  const first = lines[at] ?? '';
  if (!/^(?:On|El|Le|Am) \S/.test(first) || first.length > MAX_MARKER) return 0;
  let joined = '';
  for (let count = 1; count <= 3 && at + count <= lines.length; count++) {
    joined += ` ${lines[at + count - 1] ?? ''}`;
    if (joined.length > MAX_MARKER) return 0;
    if (/\b(?:wrote|escribió|schrieb|a écrit)\s?:\s*$/.test(joined) && /\d/.test(joined)) return count;
  }
  return 0;
}

/** The block of `From: … Sent: … To: … Subject: …` that Outlook puts above a quote. */
function isOutlookHeader(lines: readonly string[], at: number): boolean {
  if (!/^\*?(?:From|De):\*? \S/i.test(lines[at] ?? '')) return false;
  const block = lines.slice(at + 1, at + 6).map((line) => line.slice(0, 40));
  return (
    block.some((line) => /^\*?(?:Sent|Date|Enviado|Fecha):/i.test(line)) &&
    block.some((line) => /^\*?(?:To|Subject|Para|Asunto):/i.test(line))
  );
}

const SEPARATOR =
  /^(?:-{2,}\s*(?:original message|forwarded message|mensaje original)\s*-{2,}|begin forwarded message:|_{20,})$/i;
const DEVICE =
  /^(?:sent (?:from|via|using) (?:my |the )?[\p{L}\p{N} +\-'’]{2,40}|get outlook for \w+|enviado desde mi [\p{L} ]{2,30}|sent from (?:yahoo|aol|mail)[^.]{0,60})[.!]?(?: <?https?:\S*)?$/iu;
const DISCLAIMER =
  /^\W*(?:confidentiality (?:notice|note)|disclaimer\b|legal notice|this (?:e-?mail|message|communication)(?: \([^)]{0,40}\))?,? (?:and|including) any (?:attachments?|files|accompanying)|the information (?:contained )?in this (?:e-?mail|message|communication)|this (?:e-?mail|message) (?:is|may be|may contain) (?:intended|confidential|privileged)|please consider the environment|notice: this e-?mail)/i;

/** Keeps `shorter` unless it lost the last word of `lines`. */
const unlessEmpty = (shorter: string[], lines: string[]) => (hasWords(shorter) || !hasWords(lines) ? shorter : lines);

function cutReply(lines: string[]): string[] {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const header = isReplyHeader(lines, at);
    if (header > 0) {
      const above = lines.slice(0, at);
      // Answers below the quote («bottom posting»): only the header goes, the quote's `>` lines go next.
      return hasWords(above) ? above : unlessEmpty([...above, ...lines.slice(at + header)], lines);
    }
    if (line.length <= MAX_MARKER && (SEPARATOR.test(line) || isOutlookHeader(lines, at))) {
      const above = lines.slice(0, at);
      if (hasWords(above)) return above;
    }
  }
  return lines;
}

function dropQuotedLines(lines: string[]): string[] {
  const quoted = lines.map((line) => /^>/.test(line));
  const kept = lines.filter((line, at) => {
    if (!quoted[at]) return true;
    // A lone `>400k` is a figure, not a quote.
    return !/^>(?:[\s>]|$)/.test(line) && !quoted[at - 1] && !quoted[at + 1];
  });
  return unlessEmpty(kept, lines);
}

function dropSignature(lines: string[]): string[] {
  let end = lines.length;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^--\s*$/.test(line) || (line.length < 2000 && DISCLAIMER.test(line))) {
      end = at;
      break;
    }
  }
  const cut = unlessEmpty(lines.slice(0, end), lines);
  const kept = cut.filter((line) => line.length > MAX_MARKER || !DEVICE.test(line));
  return unlessEmpty(kept, cut);
}

/**
 * The lines that the sender wrote now: without the mail that was answered, signatures and legal notices.
 * Never returns nothing for a message that had words.
 */
export function withoutQuotedText(lines: readonly string[]): string[] {
  return dropSignature(dropQuotedLines(cutReply([...lines])));
}
