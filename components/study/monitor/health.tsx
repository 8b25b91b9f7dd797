import { Icon } from '@/components/ui/icon'
import { Section } from '@/components/ui/section'
import type { HealthLine } from './health-lines'

const MARKS = {
  well: { tone: 'text-accent', icon: 'check' },
  note: { tone: 'text-ink-2', icon: 'note' },
  caution: { tone: 'text-caution', icon: 'caution' },
} as const

/** The lines of a study's health in two columns, each with a glyph and words. */
export function Health({ lines }: { lines: readonly HealthLine[] }) {
  return (
    <Section aria-labelledby="health">
      <h2 id="health">Health</h2>
      <ul className="grid list-none grid-cols-2 gap-x-16 border-t-[1.5px] border-ink max-md:grid-cols-1">
        {lines.map(({ title, mark, text }) => (
          <li
            key={title}
            className="grid grid-cols-[1.1rem_1fr] gap-x-[0.7rem] border-b border-rule py-[0.85rem] text-sm"
          >
            <span className={`${MARKS[mark].tone} [&>svg]:mt-[0.22rem]`}>
              <Icon name={MARKS[mark].icon} />
            </span>
            <div>
              <strong>{title}</strong>
              {mark === 'caution' && <span className="sr-only"> (needs a look)</span>}
              <br />
              <span className="text-ink-2">{text}</span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
