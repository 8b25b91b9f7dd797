import { Icon } from '@/components/ui/icon'
import type { HealthLine } from './health-lines'

/** The lines of a study's health in two columns, each with a glyph and words. */
export function Health({ lines }: { lines: readonly HealthLine[] }) {
  return (
    <section className="section" aria-labelledby="health">
      <h2 id="health">Health</h2>
      <ul className="checks">
        {lines.map(({ title, isWell, text }) => (
          <li key={title} className="notice">
            <span className={isWell ? 'is-ok' : 'is-caution'}>
              <Icon name={isWell ? 'check' : 'caution'} />
            </span>
            <div>
              <strong>{title}</strong>
              {!isWell && <span className="sr"> (needs a look)</span>}
              <br />
              <span className="quiet">{text}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
