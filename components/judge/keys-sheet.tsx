import type { DeskStudy } from '@/lib/judgments/schema'
import { Sheet } from './sheet'

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
  const rows = rowsFor(study)
  return (
    <Sheet title="Keys" open={open} onClose={onClose}>
      <dl className="keys">
        {rows.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="choice">
        <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} />
        Single keys act on this page
      </label>
      <p className="note">They never act while you type or while this list is open.</p>
    </Sheet>
  )
}

/** Questions with other options have other digits; what is listed is the first one's. */
function rowsFor({ criteria, rationale, reviseLast, instructionsHtml }: DeskStudy): [string[], string][] {
  const options = criteria[0]?.options ?? []
  const rows: [string[], string][] = options
    .slice(0, 9)
    .map(({ label }, i) => [[String(i + 1), ...(options.length === 3 ? (OTHER_NAMES[i] ?? []) : [])], label])
  if (rationale !== 'OFF') rows.push([['R'], 'Give a reason'])
  rows.push([['X'], 'Cannot judge this pair'])
  if (reviseLast > 0 || criteria.length > 1) rows.push([['Z'], 'Undo the last verdict'])
  rows.push([['Q'], 'Collapse or show the question'])
  if (instructionsHtml) rows.push([['I'], 'Instructions'])
  rows.push([['P'], 'Pause'], [['Space'], 'Scroll down'], [['?'], 'This list'], [['Esc'], 'Close what is open'])
  return rows
}
