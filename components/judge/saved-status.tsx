import { Icon } from '@/components/ui/icon'
import type { Session } from './session'

/** What is stored and what waits, truthfully; read out politely as it changes. */
export function SavedStatus({ session }: { session: Session }) {
  const { unsent, hold, judged, total } = session
  // Before the outbox has been read nobody knows.
  if (!session.ready) return <span className="saved" role="status" />
  if (unsent.length === 0 && hold !== 'offline' && hold !== 'server')
    return (
      <span className="saved" role="status">
        <Icon name="check" />
        <span>
          Saved<span className="sr">, {total === null ? judged : `${judged} of ${total}`}</span>
        </span>
      </span>
    )
  if (!hold)
    return (
      <span className="saved" role="status">
        <span className="late">Saving</span>
      </span>
    )
  const { lead, rest } = waitingWords(session)
  return (
    <span className="saved waiting" role="status">
      <Icon name="caution" />
      <span className="long">
        {lead}. {rest}
      </span>
      <span className="short">{unsent.length > 0 ? `${unsent.length} waiting` : lead}</span>
    </span>
  )
}

function waitingWords(session: Session): { lead: string; rest: string } {
  const { unsent, hold } = session
  const kept = unsent.length > 0 ? `${verdictsKept(session)}, sent when ` : ''
  switch (hold) {
    case 'offline':
      return { lead: 'Offline', rest: kept && `${kept}you are back` }
    case 'server':
      return { lead: 'No answer', rest: kept && `${kept}the server is back` }
    case 'signed_out':
      return { lead: 'Signed out', rest: kept && `${kept}you sign in again` }
    default:
      return { lead: 'Study paused', rest: kept && `${kept}it opens again` }
  }
}

/** "2 verdicts kept here", or "in this tab" where the browser has no storage to keep them in. */
function verdictsKept({ unsent, durable }: Session): string {
  return `${count(unsent.length)} kept ${durable ? 'here' : 'in this tab'}`
}

export function count(verdicts: number): string {
  return verdicts === 1 ? '1 verdict' : `${verdicts} verdicts`
}
