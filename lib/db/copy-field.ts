const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A text, or null, as a field of a line that COPY takes. */
export function copyField(value: string | null): string {
  return value === null ? '\\N' : value.replaceAll(/[\\\n\r\t]/g, (sign) => ESCAPES[sign] ?? sign)
}
