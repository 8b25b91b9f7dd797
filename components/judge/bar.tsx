import type { ComponentProps } from 'react'

/** Always in reach below the answers, unless the screen is zoomed so far that nothing would be left to read in. */
export function Bar({ className = '', ...props }: ComponentProps<'section'>) {
  return (
    <section
      className={`sticky bottom-0 z-2 -mt-px max-h-dvh overflow-y-auto border-t border-rule-strong bg-paper px-(--edge) pt-[0.6rem] pb-[max(0.9rem,env(safe-area-inset-bottom))] max-sm:pt-[0.55rem] max-sm:pb-[max(0.25rem,env(safe-area-inset-bottom))] zoomed:static zoomed:max-h-none ${className}`}
      id="verdict"
      {...props}
    />
  )
}

/** What is asked, or what is to be said of an answer. */
export const ASK = 'font-sans text-base/[1.3] font-semibold tracking-normal max-sm:text-sm/[1.3]'

/** What can be done about it besides, at its end; on phones in a line of its own below. */
export const TOOLS =
  '-me-[0.4rem] ms-auto flex gap-2 max-sm:order-3 max-sm:-ms-[0.4rem] max-sm:flex-wrap max-sm:justify-between max-sm:gap-y-0'
