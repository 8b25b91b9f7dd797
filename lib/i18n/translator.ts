import format, { type CompiledMessage, type FormatValues } from 'icu-minify/format'
import { type Language, localeOf } from './languages'

type Tree = { [name: string]: CompiledMessage | Tree }

/** The names of a part's messages; those of its own parts with a dot: `when.offline`. */
type NameIn<Part> = {
  [Name in keyof Part & string]: Part[Name] extends string ? Name : `${Name}.${NameIn<Part[Name]>}`
}[keyof Part & string]

/** Says the messages of a part, each filled in with values. */
export type Translator<Part> = (name: NameIn<Part>, values?: FormatValues<string>) => string

/** @param messages compiled, and typed as what they were compiled from */
export function translator<Part>(language: Language, messages: Part): Translator<Part> {
  return (name, values) => {
    const found = name.split('.').reduce((tree, step) => tree[step] as Tree, messages as unknown as Tree)
    return String(format(found as unknown as CompiledMessage, localeOf(language), values, { formatters: FORMATTERS }))
  }
}

const FORMATTERS = {
  getDateTimeFormat: kept(
    (...how: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...how),
  ),
  getNumberFormat: kept((...how: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...how)),
  getPluralRules: kept((...how: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...how)),
}

/** Makes each only once: they are slow to make. */
function kept<How extends unknown[], Made>(make: (...how: How) => Made): (...how: How) => Made {
  const made = new Map<string, Made>()
  return (...how) => {
    const key = JSON.stringify(how)
    const known = made.get(key) ?? make(...how)
    made.set(key, known)
    return known
  }
}
