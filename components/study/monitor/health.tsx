import { Icon } from '@/components/ui/icon'
import type { HealthLine } from './health-lines'

const MARKS = {
  well: { tone: 'is-ok', icon: 'check' },
  note: { tone: 'quiet', icon: 'note' },
  caution: { tone: 'is-caution', icon: 'caution' },
} as const

/** The lines of a study's health in two columns, each with a glyph and words. */
export function Health({ lines }: { lines: readonly HealthLine[] }) {
  return (
    <section className="section" aria-labelledby="health">
      <h2 id="health">Health</h2>
      <ul className="checks">
        {lines.map(({ title, mark, text }) => (
          <li key={title} className="notice">
            <span className={MARKS[mark].tone}>
              <Icon name={MARKS[mark].icon} />
            </span>
            <div>
              <strong>{title}</strong>
              {mark === 'caution' && <span className="sr"> (needs a look)</span>}
              <br />
              <span className="quiet">{text}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
