const COPIED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;
const TITLE_HEIGHT = 36;
const MARGIN = 16;
const SCALE = 2;

/** The chart as it looks now, with its title, on the ground of its card, at twice its size. */
export async function pngOf(svg: SVGSVGElement, title: string): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const whole = drawing(svg, title, width + 2 * MARGIN, height + TITLE_HEIGHT + MARGIN);
  const source = new Blob([new XMLSerializer().serializeToString(whole)], { type: 'image/svg+xml' });
  const url = URL.createObjectURL(source);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = (width + 2 * MARGIN) * SCALE;
    canvas.height = (height + TITLE_HEIGHT + MARGIN) * SCALE;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('The browser has no 2D canvas.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no picture.'))), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A picture knows none of the page's styles: each shape gets its own as attributes. */
function drawing(svg: SVGSVGElement, title: string, width: number, height: number): SVGSVGElement {
  const style = getComputedStyle(svg);
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [svg, copy].map((root) => [...root.querySelectorAll('*')]);
  from?.forEach((element, i) => {
    const looks = getComputedStyle(element);
    for (const name of COPIED) to?.[i]?.setAttribute(name, looks.getPropertyValue(name));
    // Its own style would win over these, and names colours of the page.
    to?.[i]?.removeAttribute('style');
  });
  const whole = make('svg', {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    'font-family': 'system-ui, sans-serif',
  });
  const ground = getComputedStyle(svg.closest('.card') ?? document.body).backgroundColor;
  whole.append(make('rect', { width, height, fill: ground }));
  const heading = make('text', { x: MARGIN, y: 24, fill: style.color, 'font-size': 16, 'font-weight': 600 });
  heading.textContent = title;
  const box = svg.getBoundingClientRect();
  for (const [name, value] of Object.entries({ x: MARGIN, y: TITLE_HEIGHT, width: box.width, height: box.height })) {
    copy.setAttribute(name, String(value));
  }
  whole.append(heading, copy);
  return whole;
}

function make<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Record<string, string | number>,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** Hands a file to the person. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
