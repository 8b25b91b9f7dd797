'use client'

import { createContext, use, useMemo } from 'react'
import type { Language } from '@/lib/i18n/languages'
import type { Words as Messages } from '@/lib/i18n/messages'
import { type Translator, translator } from '@/lib/i18n/translator'

type Props = { language: Language; messages: Messages; children: React.ReactNode }

const InUse = createContext<Pick<Props, 'language' | 'messages'> | null>(null)

/** Gives what is inside its words, compiled, in the language in use. */
export function Words({ language, messages, children }: Props) {
  const words = useMemo(() => ({ language, messages }), [language, messages])
  return <InUse value={words}>{children}</InUse>
}

/** Says the messages of a part of the screen. */
export function useTranslations<Part extends keyof Messages>(part: Part): Translator<Messages[Part]> {
  const { language, messages } = useInUse()
  return translator(language, messages[part])
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
