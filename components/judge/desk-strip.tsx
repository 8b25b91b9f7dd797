import { button } from '@/components/ui/button-look'
import type { DeskStudy } from '@/lib/judgments/schema'
import { SavedStatus } from './saved-status'
import type { Session } from './session-state'
import { goal, position, restOf } from './session-view'
import type { OpenSheet } from './sheets'
import { Strip } from './strip'
import { Tool } from './tool'
import { useTranslations } from './words'

type Props = {
  study: DeskStudy
  session: Session
  keysOn: boolean
  /** Null while there is nothing to pause. */
  onPause: (() => void) | null
  onOpen: (sheet: OpenSheet) => void
}

/** The strip of a sitting, with its tools. */
export function DeskStrip({ study, session, keysOn, onPause, onOpen }: Props) {
  const t = useTranslations('strip')
  const now = position(session)
  const total = goal(session)
  return (
    <Strip
      title={study.title}
      position={restOf(session) ? null : { now, total }}
      judged={now - 1}
      total={total}
      status={<SavedStatus session={session} />}
    >
      {onPause && <Tool name={t('pause')} shortcut={keysOn && 'P'} onPress={onPause} />}
      {study.instructionsHtml && (
        <Tool name={t('instructions')} shortcut={keysOn && 'I'} onPress={() => onOpen('instructions')} />
      )}
      <Tool name={t('history')} shortcut={keysOn && 'H'} onPress={() => onOpen('history')} wide />
      <Tool name={t('display')} onPress={() => onOpen('display')} />
      <Tool name={t('keys')} shortcut={keysOn && '?'} onPress={() => onOpen('keys')} wide />
      {/* On narrow screens one leaves by the pause. */}
      <a className={`${button({ look: 'plain' })} whitespace-nowrap ${onPause ? 'max-sm:hidden' : ''}`} href="/">
        {t('leave')}
      </a>
    </Strip>
  )
}
