import { styled } from '@/components/ui/styled'

/** The title of a part, with a few words beside it in a `small`. */
export const PartTitle = styled(
  'h2',
  'flex flex-wrap items-baseline gap-x-3 text-xl/[1.25] [&>small]:font-sans [&>small]:text-sm/[1.3] [&>small]:font-normal [&>small]:tracking-normal [&>small]:text-ink-2',
)
