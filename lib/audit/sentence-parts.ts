/** What is told of an entry beside who did it, to what it was done and, read with care, its detail. */
export type Entry = { subject: string; detail: Detail }
export type Detail = {
  text: (key: string) => string | null
  texts: (key: string) => string[]
  number: (key: string) => number | null
  inner: (key: string) => Detail
}
export type Sentence = (entry: Entry) => string

export const quoted = (text: string) => `“${text}”`
export const few = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`
export const list = (parts: readonly (string | null | false)[]) =>
  new Intl.ListFormat('en').format(parts.filter((part): part is string => Boolean(part)))
export const because = (reason: string | null) => (reason ? `, because: ${quoted(reason)}` : '')
export const lower = (code: string) => code.toLowerCase().replaceAll('_', ' ')
export const counted = (n: number | null, one: string, many?: string) => (n === null ? null : few(n, one, many))
export const some = (n: number | null, one: string, many?: string) => (n ? few(n, one, many) : null)
export const hashed = (what: string, hash: string | null) => (hash ? `; ${what} hash ${hash.slice(0, 8)}` : '')
