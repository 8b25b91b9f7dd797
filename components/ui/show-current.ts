/** Scrolls a strip of links so that the current one stands in its middle. */
export function showCurrent(strip: HTMLElement): void {
  const current = strip.querySelector('[aria-current]')
  if (!current) return
  const [outer, box] = [strip.getBoundingClientRect(), current.getBoundingClientRect()]
  strip.scrollLeft += box.left + box.width / 2 - (outer.left + outer.width / 2)
}
