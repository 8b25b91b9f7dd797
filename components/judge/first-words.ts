const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** The beginning of rendered HTML as one line of plain text. */
export function firstWords(html: string, length = 200): string {
  const text = html
    .slice(0, length * 20)
    .replace(/<[^>]*(>|$)/g, ' ')
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  return text.slice(0, length)
}
