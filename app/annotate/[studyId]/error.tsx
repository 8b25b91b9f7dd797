'use client'

import '@/app/styles/desk.css'

/** The desk could not be opened or fell over. Verdicts in the outbox are sent when the page loads again. */
export default function DeskError({ error }: { error: Error & { digest?: string } }) {
  return (
    <div className="desk">
      <main className="rest">
        <h1>This page did not load</h1>
        <p className="prose">
          Verdicts you have given are saved, or kept on this device and sent when the page loads again. If this stays,
          come back later: you go on where you stopped.
        </p>
        <div className="row">
          <button type="button" className="btn primary" onClick={() => window.location.reload()}>
            Load again
          </button>
          {error.digest && <span className="note">Tell the researchers: code {error.digest}</span>}
        </div>
      </main>
    </div>
  )
}
