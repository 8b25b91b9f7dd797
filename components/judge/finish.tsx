import { useState } from 'react'
import { DeskButton } from './desk-button'
import { postFinish } from './post-finish'
import { RestText } from './rest-page'
import type { Session } from './session-state'
import type { Rest } from './session-view'
import type { Owner } from './wire'
import { useTranslations } from './words'

/** Where their part is over: nobody who is paid by the piece is kept waiting. */
const OVER: Rest[] = ['done', 'capped', 'closed', 'waiting', 'left_out']

type Props = {
  rest: Rest
  study: Owner
  session: Session
  /** The page that tells how it ended, with code and way back: none of it is here before. */
  cameBy: string
}

/** The last step of somebody who came from a crowd platform: all they judged is stored, and now their part ends. */
export function Finish({ rest, study, session, cameBy }: Props) {
  const t = useTranslations('rest')
  const [state, setState] = useState<'ready' | 'sending' | 'failed' | 'not_yet'>('ready')
  const finish = async () => {
    setState('sending')
    const answer = await postFinish(study)
    if (answer.kind === 'held') setState('failed')
    else if (answer.isOver) window.location.assign(cameBy)
    else setState('not_yet')
  }
  const later = session.unsent.length > 0 && <RestText className="order-first w-full">{t('codeAfter')}</RestText>
  if (!OVER.includes(rest)) return later
  return (
    <>
      {later}
      <RestText className="order-first w-full">{t('finishNote')}</RestText>
      <DeskButton look="primary" disabled={state === 'sending'} onClick={() => void finish()}>
        {t('finish')}
      </DeskButton>
      <p className="order-last w-full text-sm text-caution" role="status">
        {state === 'failed' && t('finishFailed')}
        {state === 'not_yet' && t('finishNotYet')}
      </p>
    </>
  )
}
