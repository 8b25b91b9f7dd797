import Link from 'next/link'

/** One thing to do: what it is about, in bold, what there is to know, and where it is done. */
export type NextStep = { title: string; text: string; href?: string; label?: string }

/** What a researcher does next, in order. */
export function NextSteps({ steps }: { steps: readonly NextStep[] }) {
  return (
    <section aria-labelledby="next">
      <h2 id="next">Next</h2>
      <ol className="next-steps">
        {steps.map(({ title, text, href, label }) => (
          <li key={title}>
            <div>
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
