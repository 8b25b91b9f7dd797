import { styled } from './styled'

/** A part of a page, apart from the one above. */
export const Section = styled('section', 'mt-14 max-sm:mt-10')

/** A part of a page with notes in its margin. */
export const SectionWithMargin = styled(
  'section',
  'mt-14 grid grid-cols-[minmax(0,1fr)_16rem] items-start gap-x-16 max-lg:grid-cols-[minmax(0,1fr)] max-lg:gap-6 max-sm:mt-10 print:grid-cols-[minmax(0,1fr)] print:gap-4',
)

/** A note in the margin. */
export const MarginNote = styled(
  'aside',
  'border-t border-rule pt-[0.6rem] text-xs/normal text-ink-2 [&_p+p]:mt-2 [&_strong]:text-ink',
)

/** A title, and what can be done about what it names at the other end of the line. */
export const Titles = styled('div', 'flex flex-wrap items-end justify-between gap-x-8 gap-y-4', { 'data-titles': true })
