import { CHEVRON } from '@/components/ui/chevron'
import { Note } from '@/components/ui/text'

type Props = {
  label: React.ReactNode
  small?: React.ReactNode
  value: React.ReactNode
  /** The formula with its numbers, and what it assumes. */
  children: React.ReactNode
}

const SUMMARY = `${CHEVRON} group/figure grid cursor-pointer list-none grid-cols-[0.4rem_minmax(0,1fr)_auto] items-baseline gap-[0.65rem] py-[0.34rem] before:relative before:-top-[0.15rem]`

/** One figure of the panel; its formula is one click away. */
export function Figure({ label, small, value, children }: Props) {
  return (
    <details className="border-b border-rule text-sm" suppressHydrationWarning>
      <summary className={SUMMARY}>
        <span className="group-hover/figure:underline group-hover/figure:decoration-dotted">
          {label}
          {small && <small className="block text-xs/[1.4] text-ink-2">{small}</small>}
        </span>
        <strong className="max-w-40 text-right">{value}</strong>
      </summary>
      <Note
        as="div"
        className="pt-[0.1rem] pb-[0.7rem] pl-[1.05rem] [&_p+p]:mt-[0.35rem] [&_ul]:mb-[0.35rem] [&_ul]:list-disc [&_ul]:pl-4"
      >
        {children}
      </Note>
    </details>
  )
}
