'use client'

import { createContext, use } from 'react'

/** What the error page says. */
export type BrokenWords = Record<'skip' | 'title' | 'text' | 'code' | 'again', string>

const InUse = createContext<BrokenWords | null>(null)

/** Brings the error page its words, of one language, with every page: nothing can be asked for once it is needed. */
export function HaveBrokenWords({ words, children }: { words: BrokenWords; children: React.ReactNode }) {
  return <InUse value={words}>{children}</InUse>
}

export function useBrokenWords(): BrokenWords {
  const words = use(InUse)
  if (!words) throw new Error('The layout brings no words for its error page')
  return words
}
