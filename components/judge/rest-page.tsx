import type { ComponentProps } from 'react'

/** Stands where a pair would: one heading, what there is to say, what to do. */
export function RestPage({ className = '', ...props }: ComponentProps<'main'>) {
  return (
    <main
      className={`relative grid flex-1 content-start justify-items-start gap-[0.9rem] px-(--edge) pt-[18vh] pb-16 ${className}`}
      {...props}
    />
  )
}

/** What there is to say. */
export function RestText({ className = '', ...props }: ComponentProps<'p'>) {
  return <p className={`max-w-(--measure) font-serif text-read text-pretty ${className}`} {...props} />
}

/** What can be done, in a row. */
export function Acts({ className = '', ...props }: ComponentProps<'div'>) {
  return <div className={`mt-[0.4rem] flex flex-wrap items-center gap-[0.6rem] ${className}`} {...props} />
}
