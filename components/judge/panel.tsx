import type { ComponentProps } from 'react'

/** What opens above the verdict: a reason, or why there is none. */
export function Panel(props: ComponentProps<'div'>) {
  return <div className="mb-[0.7rem] grid gap-[0.35rem] border-b border-rule pb-[0.9rem]" {...props} />
}
