import Link from 'next/link'

/** One thing to do: what it is about, in bold, what there is to know, and where it is done. */
export type NextStep = { title: string; text: string; href?: string; label?: string }

const STEP =
  'grid grid-cols-[1.4rem_1fr] border-t border-rule py-[0.9rem] text-sm [counter-increment:next] first:border-t-[1.5px] first:border-ink before:text-ink-3 before:content-[counter(next)]'

/** What a researcher does next, in order. */
export function NextSteps({ steps }: { steps: readonly NextStep[] }) {
  return (
    <section aria-labelledby="next">
      <h2 id="next">Next</h2>
      <ol className="list-none [counter-reset:next]">
        {steps.map(({ title, text, href, label }) => (
          <li key={title} className={STEP}>
            <div className="space-y-[0.3rem]">
              <p>
                <strong>{title}</strong> {text}
              </p>
              {href && (
                <p>
                  <Link prefetch={false} href={href}>
                    {label}
                  </Link>
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
