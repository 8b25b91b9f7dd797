import { useEffect, useRef } from 'react'
import { count } from './saved-status'
import type { Session } from './session'
import type { Rest } from './session-view'

/** Consent has a screen of its own. */
type Resting = Exclude<Rest, 'consent'>
type Props = { rest: Resting; session: Session; signInHref: string; onTryAgain: () => void; onLeave: () => void }
type Words = { title: string; text: string; action?: string }

/** What stands in the place of a pair when there is none to judge. Give it a key: other news is a new screen. */
export function RestScreen({ rest, session, signInHref, onTryAgain, onLeave }: Props) {
  const { title, text, action } = wordsFor(rest, session)
  const heading = useRef<HTMLHeadingElement>(null)
  // The focus comes here when the last pair leaves, so that the news is heard.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <main className={rest === 'fetching' ? 'rest late' : 'rest'}>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      <p className="prose">{text}</p>
      <div className="row">
        {rest === 'signed_out' && (
          <a className="btn primary" href={signInHref} onClick={onLeave}>
            Sign in again
          </a>
        )}
        {action && (
          <button type="button" className="btn primary" onClick={onTryAgain}>
            {action}
          </button>
        )}
        {(rest === 'done' || rest === 'capped' || rest === 'closed' || rest === 'waiting' || rest === 'paused') && (
          <a className={rest === 'done' || rest === 'capped' ? 'btn primary' : 'btn'} href="/">
            To your studies
          </a>
        )}
      </div>
    </main>
  )
}

function wordsFor(rest: Resting, session: Session): Words {
  const { judged, total, unsent } = session
  const all = total === null ? '' : ` of ${total}`
  const saved = judged === 0 ? '' : `You have judged ${judged}${all} and everything is saved.`
  const kept = unsent.length > 0 ? ` ${keptWords(session)}` : ' Everything you judged is saved.'
  switch (rest) {
    case 'fetching':
      return { title: 'The next pair is on its way', text: 'Your verdict is being saved.' }
    case 'offline':
      return {
        title: 'You are offline',
        text: `The next pair comes when the connection is back; we try by ourselves.${kept}`,
        action: 'Try now',
      }
    case 'server':
      return {
        title: 'The next pair did not load',
        text: `The server does not answer. We try again by ourselves.${kept} If this stays, come back later: you go on where you stopped.`,
        action: 'Try now',
      }
    case 'signed_out':
      return { title: 'Your session has ended', text: `Sign in again to go on where you stopped.${kept}` }
    case 'not_open':
      return { title: 'The study is paused', text: `It takes no verdicts just now.${kept}`, action: 'Try again' }
    case 'waiting':
      return {
        title: 'Nothing to judge just now',
        text: `The last pairs are on other people’s screens. If they are not finished they come to you${inMinutes(session.retryAt)}. ${saved} This page looks again by itself.`,
        action: 'Look now',
      }
    case 'paused':
      return {
        title: 'The study is paused',
        text: `The researchers have stopped it for a while. ${saved} Come back later: you go on where you stopped.`,
        action: 'Look again',
      }
    case 'closed':
      return {
        title: 'The study is closed',
        text: `It takes no more verdicts. ${saved} Thank you for your part in it.`,
      }
    case 'capped':
      return {
        title: 'That is all. Thank you',
        text: `${doneWords(judged)} This study takes no more from one person.`,
      }
    case 'done':
      return { title: 'Done. Thank you', text: doneWords(judged) }
  }
}

function doneWords(judged: number): string {
  if (judged === 0) return 'There is nothing for you to judge in this study.'
  return judged === 1 ? 'Your verdict is saved.' : `All ${judged} verdicts are saved.`
}

function keptWords({ unsent, durable }: Session): string {
  const are = `${count(unsent.length)} ${unsent.length === 1 ? 'is' : 'are'}`
  if (!durable)
    return `${are} kept in this tab only: leave it open until ${unsent.length === 1 ? 'it is' : 'they are'} sent.`
  return `${are} kept on this device and sent as soon as possible.`
}

function inMinutes(retryAt: string | null): string {
  if (!retryAt) return ''
  const minutes = Math.max(1, Math.ceil((Date.parse(retryAt) - Date.now()) / 60_000))
  return `, in ${minutes === 1 ? 'a minute' : `${minutes} minutes`} at the latest`
}
