import { Checkbox } from '@/components/ui/checkbox'
import type { DeskStudy } from '@/lib/judgments/schema'
import { digitFor } from './keys'
import { isOfTurns } from './questions'
import { haveMeanings } from './scale-meanings'
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
            <dd dir="auto">{does}</dd>
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
function useRows({ protocol, criteria, rationale, reviseLast, instructionsHtml, warns }: DeskStudy) {
  const t = useTranslations('keys')
  const isByTurn = criteria.some(isOfTurns)
  const options = (criteria.find(isOfTurns) ?? criteria[0])?.options ?? []
  const haveNames = protocol === 'COMPARISON' && options.length === 3
  const rows = options.map(({ label }, i): [string[], string] => [
    [digitFor(i), ...(haveNames ? (OTHER_NAMES[i] ?? []) : [])],
    label,
  ])
  if (isByTurn) rows.push([['Enter'], t('send')])
  if (criteria.some((each) => haveMeanings(each.options))) rows.push([['M'], t('meanings')])
  if (rationale !== 'OFF') rows.push([['R'], t('reason')])
  rows.push([['X'], t('flag')])
  if (warns) rows.push([['S'], t('show')])
  if (reviseLast > 0 || criteria.length > 1 || isByTurn) rows.push([['Z'], t('undo')])
  rows.push([['Q'], t('question')])
  if (instructionsHtml) rows.push([['I'], t('instructions')])
  rows.push([['P'], t('pause')], [['H'], t('history')], [[t('spaceKey')], t('space')])
  rows.push([['?'], t('help')], [['Esc'], t('escape')])
  return rows
}
