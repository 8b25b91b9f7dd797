import type { DeskStudy } from '@/lib/judgments/schema'
import { Sheet } from './sheet'

type Props = {
  open: boolean
  onClose: () => void
  options: DeskStudy['options']
  hasInstructions: boolean
  on: boolean
  setOn: (on: boolean) => void
}

const OTHER_NAMES = [
  ['A', '←'],
  ['N', '↓'],
  ['B', '→'],
]

/** All keys of the screen, and the switch that turns them off. */
export function KeysSheet({ open, onClose, options, hasInstructions, on, setOn }: Props) {
  const rows: [string[], string][] = options
    .slice(0, 9)
    .map(({ label }, i) => [[String(i + 1), ...(options.length === 3 ? (OTHER_NAMES[i] ?? []) : [])], label])
  rows.push([['Q'], 'Collapse or show the question'])
  if (hasInstructions) rows.push([['I'], 'Instructions'])
  rows.push([['Space'], 'Scroll down'], [['?'], 'This list'])
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
