'use client'

import { useRouter } from 'next/navigation'
import { LanguageSelect } from '@/components/ui/language-select'
import type { Language } from '@/lib/i18n/languages'

/** The language of the pages around the desk, and of the desk. What was typed into the page's forms stays. */
export function LanguageChoice({ label, language }: { label: string; language: Language }) {
  const router = useRouter()
  return (
    <label htmlFor="language">
      <span className="sr-only">{label}</span>
      <LanguageSelect id="language" language={language} onChosen={() => router.refresh()} />
    </label>
  )
}
