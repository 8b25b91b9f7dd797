import { Icon } from '@/components/ui/icon'
import { count } from './saved-status'
import type { Session } from './session'

type Props = { session: Session; signInHref: string; onLeave: () => void; onDismiss: () => void }

/** What a person has to know or do while a pair is on the screen. */
export function Notices({ session, signInHref, onLeave, onDismiss }: Props) {
  const { hold, notice, unsent, queue } = session
  return (
    <div role="alert">
      {hold === 'signed_out' && queue.length > 0 && (
        <div className="notice-bar">
          <Icon name="caution" />
          <p>
            Your session has ended. {sessionWords(unsent.length)}{' '}
            <a href={signInHref} onClick={onLeave}>
              Sign in again
            </a>
          </p>
        </div>
      )}
      {notice && (
        <div className="notice-bar">
          <Icon name="note" />
          <p>{notice}</p>
          <button type="button" className="btn plain" onClick={onDismiss}>
            Dismiss
          </button>
        </div>
      )}
    </div>
  )
}

function sessionWords(unsent: number): string {
  if (unsent === 0) return 'Everything you judged is saved.'
  const are = unsent === 1 ? 'is' : 'are'
  return `${count(unsent)} ${are} kept on this device and will be sent when you have signed in again.`
}
