import type { ComponentProps } from 'react'
import { directionOf, type Language } from '@/lib/i18n/languages'

type Props = Omit<ComponentProps<'div'>, 'lang' | 'dir'> & {
  language: Language
  /** Whether answers scroll in frames of their own: the page is then as high as the screen, where there is room. */
  framed?: boolean
}

/** The judging screen's page: its edges, what scrolls, and how words break: Korean between them, as it is printed. */
export function DeskFrame({ language, framed = false, ...props }: Props) {
  return (
    <div
      className="flex min-h-dvh flex-col [--edge:max(var(--gutter),calc((100vw-84rem)/2))] roomy:data-framed:h-dvh [&:lang(ko)]:break-keep"
      lang={language}
      dir={directionOf(language)}
      data-desk
      data-framed={framed || undefined}
      {...props}
    />
  )
}
