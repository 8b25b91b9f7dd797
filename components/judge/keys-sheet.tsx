import { Checkbox } from '@/components/ui/checkbox'
import type { DeskStudy } from '@/lib/judgments/schema'
import { Sheet } from './sheet'
import { useTranslations } from './words'

type Props = {
  open: boolean
  onClose: () => void
  study: DeskStudy
  on: boolean
  setOn: (on: boolean) => void
}

const OTHER_NAMES = [
  ['A', '←'],
  ['N', '↓'],
  ['B', '→'],
]

/** All keys of the screen, and the switch that turns them off. */
export function KeysSheet({ open, onClose, study, on, setOn }: Props) {
  const t = useTranslations('keys')
  const rows = useRows(study)
  return (
    <Sheet title={t('title')} open={open} onClose={onClose}>
      <dl className="border-b border-rule">
        {rows.map(([keys, does]) => (
          <div
            key={does}
            className="flex flex-row-reverse items-center justify-between gap-4 border-t border-rule py-[0.45rem]"
          >
            <dt className="flex gap-[0.35rem]">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Checkbox isSelected={on} onChange={setOn}>
        {t('switch')}
      </Checkbox>
      <p className="text-xs/normal text-ink-2">{t('note')}</p>
    </Sheet>
  )
}

/** Questions with other options have other digits; what is listed is the first one's. */
function useRows({ criteria, rationale, reviseLast, instructionsHtml, warns }: DeskStudy): [string[], string][] {
  const t = useTranslations('keys')
  const options = criteria[0]?.options ?? []
  const rows: [string[], string][] = options
    .slice(0, 9)
    .map(({ label }, i) => [[String(i + 1), ...(options.length === 3 ? (OTHER_NAMES[i] ?? []) : [])], label])
  if (rationale !== 'OFF') rows.push([['R'], t('reason')])
  rows.push([['X'], t('flag')])
  if (warns) rows.push([['S'], t('show')])
  if (reviseLast > 0 || criteria.length > 1) rows.push([['Z'], t('undo')])
  rows.push([['Q'], t('question')])
  if (instructionsHtml) rows.push([['I'], t('instructions')])
  rows.push([['P'], t('pause')], [['H'], t('history')], [[t('spaceKey')], t('space')])
  rows.push([['?'], t('help')], [['Esc'], t('escape')])
  return rows
}
