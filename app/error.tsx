'use client'

import { BareFrame } from '@/components/ui/bare-frame'
import { useBrokenWords } from '@/components/ui/broken-words'
import { button } from '@/components/ui/button-look'
import { Standfirst } from '@/components/ui/text'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const words = useBrokenWords()
  return (
    <BareFrame skip={words.skip}>
      <h1>{words.title}</h1>
      <Standfirst>
        {words.text}
        {error.digest && (
          <>
            {' '}
            {words.code} <code>{error.digest}</code>
          </>
        )}
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
