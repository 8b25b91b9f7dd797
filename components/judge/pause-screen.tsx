import { useEffect, useRef } from 'react'
import { Key } from './key'
import type { Session } from './session'

type Props = { session: Session; keysOn: boolean; onResume: () => void }

/** One rests: the pair is out of sight and its clock stands still. */
export function PauseScreen({ session, keysOn, onResume }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus({ preventScroll: true }), [])
  const { judged, total, unsent } = session
  const left = total === null ? '' : `, ${Math.max(0, total - judged - unsent.length)} to go`
  return (
    <main className="rest">
      <h1>Paused</h1>
      <p className="prose">
        {`${judged + unsent.length} judged${left}. ${unsent.length === 0 ? 'Everything is saved.' : 'What is not sent yet is kept on this device.'} `}
        This pair is kept for you for a while; if you stay away longer, you get another.
      </p>
      <div className="row">
        <button type="button" className="btn primary" ref={button} onClick={onResume}>
          Go on {keysOn && <Key>P</Key>}
        </button>
        <a className="btn" href="/">
          Leave
        </a>
      </div>
    </main>
  )
}
