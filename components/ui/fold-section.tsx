import { CHEVRON } from './chevron'

type Props = {
  id: string
  title: string
  /** What is inside, in a few words. */
  aside?: string
  isOpen?: boolean
  children: React.ReactNode
}

/** A part of a page that few need at once: its title stands, the rest opens; on paper it is whole. */
export function FoldSection({ id, title, aside, isOpen = false, children }: Props) {
  return (
    <section className="mt-10 max-sm:mt-8" aria-labelledby={id}>
      <details
        className="border-t border-rule pt-3 open:[&>summary]:mb-[0.6rem] print:[&::details-content]:[content-visibility:visible]"
        open={isOpen}
        suppressHydrationWarning
      >
        <summary
          className={`${CHEVRON} group/summary flex min-h-(--target) cursor-pointer list-none flex-wrap items-center gap-x-[0.6rem]`}
        >
          <h2 id={id} className="group-hover/summary:underline">
            {title}
          </h2>
          {aside && <span className="text-sm text-ink-2">{aside}</span>}
        </summary>
        {children}
      </details>
    </section>
  )
}
