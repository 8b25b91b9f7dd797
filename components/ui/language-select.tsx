'use client'

import { LANGUAGES, type Language, languageCookie } from '@/lib/i18n/languages'

const A_YEAR = 365 * 24 * 60 * 60

type Props = {
  id: string
  language: Language
  /** Called when the choice is kept: shows the page in it. */
  onChosen: () => void
}

/** Chooses a language, each by its own name, and has the browser keep it. */
export function LanguageSelect({ id, language, onChosen }: Props) {
  const choose = (next: string) => {
    const isSecure = window.location.protocol === 'https:'
    const kept = `path=/; max-age=${A_YEAR}; samesite=lax${isSecure ? '; secure' : ''}`
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads it; the Cookie Store API is not in every browser
    document.cookie = `${languageCookie(isSecure)}=${next}; ${kept}`
    onChosen()
  }
  return (
    <select id={id} value={language} onChange={(event) => choose(event.target.value)}>
      {Object.entries(LANGUAGES).map(([code, name]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  )
}
