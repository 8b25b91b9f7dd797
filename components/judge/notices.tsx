import { Icon } from '@/components/ui/icon'
import { count } from './saved-status'
import type { Notice, Session } from './session'

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
          <p>{noticeWords(notice)}</p>
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

function noticeWords({ code, message, kept }: Notice): string {
  if (kept)
    return 'A verdict kept on this device was not accepted for this account: its pair is somebody else’s now. If it was given under another account, it is sent when that one signs in here again.'
  if (code === 'invalid')
    return 'The last verdict could not be stored. Please reload the page; your other verdicts are safe.'
  if (code === 'too_late') return 'That verdict can no longer be changed. The one you gave before stands.'
  return message || 'The last pair was not yours any more. Your other verdicts are safe.'
}
