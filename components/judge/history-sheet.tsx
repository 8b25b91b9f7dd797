import { useEffect, useEffectEvent, useState } from 'react'
import { localeOf } from '@/lib/i18n/languages'
import type { OwnVerdict } from '@/lib/judgments/own-schema'
import type { DeskStudy } from '@/lib/judgments/schema'
import { DeskButton } from './desk-button'
import { LATE } from './late'
import { Sheet } from './sheet'
import { getHistory, type Hold } from './wire'
import { useLocale, useTranslations } from './words'

type Props = {
  open: boolean
  onClose: () => void
  study: DeskStudy
  onLookAgain: (assignmentId: string) => void
  onHeld: ((why: Hold) => void) | undefined
}

/** The annotator's own last verdicts, with a way back to those that may still be changed. */
export function HistorySheet({ open, onClose, study, onLookAgain, onHeld }: Props) {
  const t = useTranslations('history')
  const [verdicts, setVerdicts] = useState<OwnVerdict[] | 'failed' | null>(null)
  const { studyId, person } = study
  const tell = useEffectEvent((why: Hold) => onHeld?.(why))
  useEffect(() => {
    if (!open) return undefined
    let isOpen = true
    setVerdicts(null)
    void getHistory({ studyId, person }).then((answer) => {
      if (!isOpen) return
      setVerdicts('kind' in answer ? 'failed' : answer)
      if ('kind' in answer) tell(answer.why)
    })
    return () => {
      isOpen = false
    }
  }, [open, studyId, person])
  return (
    <Sheet title={t('title')} open={open} onClose={onClose}>
      <div role="status">
        {verdicts === null && <p className={LATE}>{t('wait')}</p>}
        {verdicts === 'failed' && <p>{t('failed')}</p>}
        {Array.isArray(verdicts) && (
          <p className="text-xs/normal text-ink-2">
            {verdicts.length === 0 ? t('none') : `${t('last', { count: verdicts.length })} ${t('noMore')}`}
          </p>
        )}
      </div>
      {Array.isArray(verdicts) && verdicts.length > 0 && (
        <ol className="list-none">
          {verdicts.map((verdict) => (
            <Line key={verdict.assignmentId} study={study} verdict={verdict} onLookAgain={onLookAgain} />
          ))}
        </ol>
      )}
    </Sheet>
  )
}

type LineProps = Pick<Props, 'study' | 'onLookAgain'> & { verdict: OwnVerdict }

function Line({ study, verdict, onLookAgain }: LineProps) {
  const t = useTranslations('history')
  const reasons = useTranslations('flag')
  const language = useLocale()
  const { assignmentId, at, warned, excerpt, answers, flag, isPractice, mayRevise } = verdict
  const labels = answers.map(({ criterion, turn, choice }) => {
    const asked = study.criteria.find(({ id }) => id === criterion)
    const label = asked?.options.find(({ code }) => code === choice)?.label ?? choice
    return turn > 0 ? t('turn', { turn, label }) : label
  })
  const said = flag ? t('flagged', { reason: reasons(flag) }) : labels.join(' · ')
  return (
    <li className="flex items-center justify-between gap-4 border-t border-rule py-[0.6rem]">
      <div>
        <p className="line-clamp-2 font-serif" dir="auto">
          {warned ? <em>{t('covered')}</em> : excerpt}
        </p>
        <p className="line-clamp-3">
          {isPractice && <span className="text-ink-2">{t('practice')} · </span>}
          {said}
        </p>
        <time className="text-xs/normal text-ink-2" dateTime={at}>
          {new Date(at).toLocaleString(localeOf(language), { dateStyle: 'medium', timeStyle: 'short' })}
        </time>
      </div>
      {mayRevise && (
        <DeskButton className="flex-none" onClick={() => onLookAgain(assignmentId)}>
          {t('change')}
        </DeskButton>
      )}
    </li>
  )
}
