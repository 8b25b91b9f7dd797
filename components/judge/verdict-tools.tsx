import type { DeskStudy } from '@/lib/judgments/schema'
import { TOOLS } from './bar'
import type { Question } from './questions'
import { whereNeedless } from './scale-meanings'
import { Tool } from './tool'
import { useTranslations } from './words'

export type OpenPanel = 'reason' | 'flag' | 'meanings' | null

type Props = {
  study: DeskStudy
  question: Question | null
  /** Whether answers can be taken back, one by one. */
  takesBack: boolean
  keysOn: boolean
  panel: OpenPanel
  /** Each null where there is no such thing. */
  onMeanings: (() => void) | null
  onReason: (() => void) | null
  onFlag: (() => void) | null
  onUndo: (() => void) | null
}

/** What can be done about a verdict besides giving it. */
export function VerdictTools(props: Props) {
  const t = useTranslations('verdict')
  const { study, question, takesBack, keysOn, panel, onMeanings, onReason, onFlag, onUndo } = props
  const isOfTurn = question !== null && question.turn > 0
  return (
    <div className={TOOLS} data-part="tools">
      {isOfTurn && <Tool name={t('toTurn')} onPress={showOpenTurn} wide />}
      {onMeanings && question && (
        <Tool
          className={whereNeedless(question.criterion.options, isOfTurn)}
          name={t('meanings')}
          shortcut={keysOn && 'M'}
          expanded={panel === 'meanings'}
          onPress={onMeanings}
        />
      )}
      {onReason && (
        <Tool name={t('reason')} shortcut={keysOn && 'R'} expanded={panel === 'reason'} onPress={onReason} />
      )}
      {onFlag && <Tool name={t('flag')} shortcut={keysOn && 'X'} expanded={panel === 'flag'} onPress={onFlag} />}
      {(study.reviseLast > 0 || takesBack) && (
        <Tool name={t('undo')} shortcut={keysOn && 'Z'} disabled={onUndo === null} onPress={() => onUndo?.()} />
      )}
    </div>
  )
}

/** Back to where the next grade is given, for whoever read on elsewhere. */
function showOpenTurn() {
  document.querySelector('main:not([inert]) [data-open]')?.scrollIntoView({ block: 'center' })
}
