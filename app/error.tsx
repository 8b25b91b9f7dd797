'use client'

import { useLayoutEffect, useState } from 'react'
import { BareFrame } from '@/components/ui/bare-frame'
import { button } from '@/components/ui/button-look'
import { Standfirst } from '@/components/ui/text'
import type { Language } from '@/lib/i18n/languages'

type Words = Record<'skip' | 'title' | 'text' | 'again', string> & { code: (code: string) => React.ReactNode }

/** Here, and not with the other messages: this has to be there when those are not. */
const WORDS: Record<Language, Words> = {
  en: {
    skip: 'Skip to content',
    title: 'Something went wrong',
    text: 'The page could not be shown. What you had saved is safe. Try again; if this stays, tell whoever runs this site.',
    code: (code) => (
      <>
        The code of this error is <code>{code}</code>.
      </>
    ),
    again: 'Try again',
  },
  ko: {
    skip: '본문으로 이동',
    title: '문제가 생겼습니다',
    text: '페이지를 표시하지 못했습니다. 저장하신 내용은 안전합니다. 다시 시도해 보시고, 문제가 계속되면 사이트 운영자에게 알려 주세요.',
    code: (code) => (
      <>
        오류 코드는 <code>{code}</code>입니다.
      </>
    ),
    again: '다시 시도',
  },
}

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const [language, setLanguage] = useState<Language>('en')
  // Once the page stands: its language is not on it before. In time for the first paint.
  useLayoutEffect(() => {
    if (document.documentElement.lang === 'ko') setLanguage('ko')
  }, [])
  const words = WORDS[language]
  return (
    <BareFrame skip={words.skip}>
      <h1>{words.title}</h1>
      <Standfirst>
        {words.text} {error.digest && words.code(error.digest)}
      </Standfirst>
      <p className="mt-14 max-sm:mt-10">
        {/* A plain button: this file comes along with every page. */}
        <button type="button" className={button({ look: 'primary' })} onClick={reset}>
          {words.again}
        </button>
      </p>
    </BareFrame>
  )
}
