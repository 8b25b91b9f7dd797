'use client'

import { BareFrame } from '@/components/ui/bare-frame'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <BareFrame>
      <h1>Something went wrong</h1>
      <p className="standfirst">
        The page could not be shown. What you had saved is safe. Try again; if this stays, tell whoever runs this site
        {error.digest && (
          <>
            {' '}
            the code <code>{error.digest}</code>
          </>
        )}
        .
      </p>
      <p className="section">
        {/* A plain button: this file comes along with every page. */}
        <button type="button" className="btn primary" onClick={reset}>
          Try again
        </button>
      </p>
    </BareFrame>
  )
}
