'use client'

import format, { type CompiledMessage, type FormatValues } from 'icu-minify/format'
import { createContext, use, useMemo } from 'react'
import type { Language } from '@/lib/i18n/languages'
import type { Words as Messages } from '@/lib/i18n/messages'

type Props = { language: Language; messages: Messages; children: React.ReactNode }
type Tree = { [name: string]: CompiledMessage | Tree }

/** The names of a part's messages; those of its own parts with a dot: `when.offline`. */
type NameIn<Part> = {
  [Name in keyof Part & string]: Part[Name] extends string ? Name : `${Name}.${NameIn<Part[Name]>}`
}[keyof Part & string]

const InUse = createContext<Pick<Props, 'language' | 'messages'> | null>(null)

/** Gives what is inside its words, compiled, in the language in use. */
export function Words({ language, messages, children }: Props) {
  const words = useMemo(() => ({ language, messages }), [language, messages])
  return <InUse value={words}>{children}</InUse>
}

/** Says the messages of a part of the screen. */
export function useTranslations<Part extends keyof Messages>(part: Part) {
  const { language, messages } = useInUse()
  return (name: NameIn<Messages[Part]>, values?: FormatValues<string>): string => {
    const found = name.split('.').reduce((tree, step) => tree[step] as Tree, messages[part] as unknown as Tree)
    return String(format(found as unknown as CompiledMessage, language, values, { formatters: FORMATTERS }))
  }
}

/** The language in use. */
export function useLocale(): Language {
  return useInUse().language
}

function useInUse() {
  const inUse = use(InUse)
  if (!inUse) throw new Error('Words are missing around this')
  return inUse
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
