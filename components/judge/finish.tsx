import { useState } from 'react'
import { DeskButton } from './desk-button'
import { RestText } from './rest-page'
import { type Owner, postFinish } from './wire'
import { useTranslations } from './words'

type Props = {
  owner: Owner
  /** The page that tells how it ended, with code and way back: none of it is here before. */
  cameBy: string
}

/** The last step of somebody who came from a crowd platform: all they judged is stored, and now their part ends. */
export function Finish({ owner, cameBy }: Props) {
  const t = useTranslations('rest')
  const [state, setState] = useState<'ready' | 'sending' | 'failed' | 'not_yet'>('ready')
  const finish = async () => {
    setState('sending')
    const answer = await postFinish(owner)
    if (answer.kind === 'held') setState('failed')
    else if (answer.isOver) window.location.assign(cameBy)
    else setState('not_yet')
  }
  return (
    <>
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
