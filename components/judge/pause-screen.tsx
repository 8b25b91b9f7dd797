import { useEffect, useRef } from 'react'
import { Key } from './key'
import type { Session } from './session'
import { goal, position } from './session-view'
import { useTranslations } from './words'

type Props = { session: Session; keysOn: boolean; onResume: () => void }

/** One rests: the pair is out of sight and its clock stands still. */
export function PauseScreen({ session, keysOn, onResume }: Props) {
  const t = useTranslations('pause')
  const strip = useTranslations('strip')
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus({ preventScroll: true }), [])
  const { unsent } = session
  const total = goal(session)
  const judged = position(session) - 1
  return (
    <main className="rest">
      <h1>{t('title')}</h1>
      <p className="prose">
        {total === null ? t('counts', { judged }) : t('countsOf', { judged, left: Math.max(0, total - judged) })}{' '}
        {unsent.length === 0 ? t('saved') : t('kept')} {t('pair')}
      </p>
      <div className="row">
        <button type="button" className="btn primary" ref={button} onClick={onResume}>
          {t('resume')} {keysOn && <Key>P</Key>}
        </button>
        <a className="btn" href="/">
          {strip('leave')}
        </a>
      </div>
    </main>
  )
}
