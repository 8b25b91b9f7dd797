import type { ComponentProps } from 'react'

type Props = ComponentProps<'div'> & {
  /** Whether answers scroll in frames of their own: the page is then as high as the screen, where there is room. */
  framed?: boolean
}

/** The judging screen's page: its edges, what scrolls, and how words break: Korean between them, as it is printed. */
export function DeskFrame({ framed = false, ...props }: Props) {
  return (
    <div
      className="flex min-h-dvh flex-col [--edge:max(var(--gutter),calc((100vw-84rem)/2))] roomy:data-framed:h-dvh [&:lang(ko)]:break-keep"
      data-desk
      data-framed={framed || undefined}
      {...props}
    />
  )
}
