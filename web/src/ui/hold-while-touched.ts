/** An attachment: tells when a finger rests on the element, and when it is lifted. */
export function holdWhileTouched(tell: (held: boolean) => void): (element: HTMLElement) => () => void {
  return (element) => {
    const stop = new AbortController();
    const options = { signal: stop.signal, passive: true };
    element.addEventListener('touchstart', () => tell(true), options);
    for (const end of ['touchend', 'touchcancel'] as const) element.addEventListener(end, () => tell(false), options);
    return () => stop.abort();
  };
}
