import { useEffect, useRef } from 'react'
import { button } from '@/components/ui/button-look'
import { DeskButton } from './desk-button'
import { Acts, RestPage, RestText } from './rest-page'
import type { Session } from './session-state'
import { goal, position } from './session-view'
import { useTranslations } from './words'

type Props = { session: Session; keysOn: boolean; onResume: () => void }

/** One rests: the pair is out of sight and its clock stands still. */
export function PauseScreen({ session, keysOn, onResume }: Props) {
  const t = useTranslations('pause')
  const strip = useTranslations('strip')
  const resume = useRef<HTMLButtonElement>(null)
  useEffect(() => resume.current?.focus({ preventScroll: true }), [])
  const { unsent } = session
  const total = goal(session)
  const judged = position(session) - 1
  return (
    <RestPage>
      <h1>{t('title')}</h1>
      <RestText>
        {total === null ? t('counts', { judged }) : t('countsOf', { judged, left: Math.max(0, total - judged) })}{' '}
        {unsent.length === 0 ? t('saved') : t('kept')} {t('pair')}
      </RestText>
      <Acts>
        <DeskButton look="primary" shortcut={keysOn && 'P'} ref={resume} onClick={onResume}>
          {t('resume')}
        </DeskButton>
        <a className={button()} href="/">
          {strip('leave')}
        </a>
      </Acts>
    </RestPage>
  )
}
