/** Tags that start a new line; every other known tag vanishes in place. */
const BLOCK = new Set(
  'address article aside blockquote body br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'a abbr b big caption cite code col colgroup del em font i img input ins kbd label link mark meta o:p q s samp small span strike strong sub sup td th time tt u var wbr'.split(
    ' ',
  ),
);
/** Elements whose content is not the message: code, and the quote of an earlier mail. */
const DROPPED = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'blockquote']);

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  bull: '•',
  middot: '·',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  times: '×',
  euro: '€',
  pound: '£',
  cent: '¢',
  iexcl: '¡',
  iquest: '¿',
  aacute: 'á',
  eacute: 'é',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  uuml: 'ü',
  ntilde: 'ñ',
  Aacute: 'Á',
  Eacute: 'É',
  Iacute: 'Í',
  Oacute: 'Ó',
  Uacute: 'Ú',
  Ntilde: 'Ñ',
  ccedil: 'ç',
  zwnj: '',
  zwj: '',
  shy: '',
};

function decodeEntity(body: string): string | undefined {
  if (!body.startsWith('#')) return ENTITIES[body];
  const code = /^#[xX]/.test(body) ? parseInt(body.slice(2), 16) : parseInt(body.slice(1), 10);
  if (!Number.isFinite(code) || code <= 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '';
  return String.fromCodePoint(code);
}

/** Decodes character references; `&amp;lt;` goes all the way to `<`, so that a second pass finds nothing. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  const out: string[] = [];
  const entity = /(#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,8});/y;
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('&', at);
    if (next < 0) break;
    out.push(text.slice(at, next));
    at = next + 1;
    let decoded = '&';
    // A decoded ampersand may begin the next reference.
    while (decoded === '&') {
      entity.lastIndex = at;
      const body = entity.exec(text)?.[1];
      const value = body === undefined ? undefined : decodeEntity(body);
      if (body === undefined || value === undefined) break;
      decoded = value;
      at += body.length + 1;
    }
    out.push(decoded);
  }
  out.push(text.slice(at));
  return out.join('');
}

const TAG = /<(?:!--|(\/?)([A-Za-z][A-Za-z0-9:]{0,14})(?=[\s/>]))/y;

/**
 * The visible words of an HTML message, with line breaks where blocks end. Only known tags count: `<3`, `a < b` and
 * `<name@host>` stay. Linear in the length; never throws on broken markup.
 */
export function htmlToPlain(html: string): string {
  const text = decodeEntities(html);
  if (!/<(?:!--|\/?[A-Za-z])/.test(text)) return text;
  const out: string[] = [];
  let dropUntil: string | null = null;
  let kept = 0;
  /** No comment closes any more: looking again for each would take quadratic time. */
  let commentsEnd = false;
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    if (next < 0) break;
    TAG.lastIndex = next;
    const tag = TAG.exec(text);
    const comment = tag?.[0] === '<!--';
    const name = tag?.[2]?.toLowerCase() ?? '';
    const known = comment || BLOCK.has(name) || INLINE.has(name) || DROPPED.has(name);
    const close = known && !(comment && commentsEnd) ? text.indexOf(comment ? '-->' : '>', next) : -1;
    if (comment && close < 0) commentsEnd = true;
    if (close < 0) {
      // An unclosed `<` is a character, and so is every later one when nothing closes: stop looking.
      if (known && !comment) break;
      if (dropUntil === null) out.push(text.slice(at, next + 1));
      at = next + 1;
      continue;
    }
    if (dropUntil === null) out.push(text.slice(at, next));
    at = close + (comment ? 3 : 1);
    if (comment) continue;
    const closing = tag?.[1] === '/';
    if (dropUntil !== null) {
      if (closing && name === dropUntil) {
        dropUntil = null;
        out.push('\n');
      }
    } else if (!closing && DROPPED.has(name)) {
      dropUntil = name;
      kept = out.length;
    } else if (BLOCK.has(name)) {
      out.push('\n');
    } else if (name === 'td' || name === 'th') {
      out.push(' ');
    }
  }
  // A dropped element that never closes would swallow the message.
  if (dropUntil !== null) {
    out.length = kept;
    return out.join('') + text.slice(at);
  }
  out.push(text.slice(at));
  return out.join('');
}
