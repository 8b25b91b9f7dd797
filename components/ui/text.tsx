import { styled } from './styled'

/** Beneath a title: what the page says, in a sentence. */
export const Standfirst = styled(
  'p',
  'max-w-[60ch] font-serif text-lead text-pretty text-ink-2 [:is(main>h1,[data-titles])+&]:mt-[0.6rem] [[data-titles]_&]:mt-[0.6rem]',
)

/** Sentences to read. */
export const Prose = styled(
  'p',
  'max-w-(--measure) font-serif text-read text-pretty [:is(table,[data-scroll-x])+&]:mt-[1.1rem]',
)

/** Small print: what holds of the thing above or beside it. */
export const Note = styled('p', 'text-xs/normal text-ink-2 [:is(table,[data-scroll-x])+&]:mt-[0.8rem]')

/** A word on the state of something, such as OPEN. */
export const Tag = styled(
  'span',
  'inline-block rounded-sm border border-rule-strong px-[0.45rem] pt-[0.28rem] pb-[0.26rem] align-[0.12em] font-sans text-[0.6875rem]/none font-semibold tracking-[0.06em] whitespace-nowrap text-ink-2 uppercase',
)

/** Beside a number, and lesser: its interval, or what it is of. */
export const Beside = styled('span', 'text-[0.93em] whitespace-nowrap text-ink-3 print:text-[9px]')

/** Beneath a number in its cell: its interval. */
export const Beneath = styled('span', 'block text-xs/[1.4] whitespace-nowrap text-ink-2 print:text-[9px]')

/** The first sentence of an overview: how things stand. */
export const Lead = styled(
  'p',
  'max-w-[52ch] font-serif text-2xl/[1.4] text-pretty text-ink-2 max-md:text-xl/[1.4] [[data-titles]+&]:mt-[0.6rem] [&_strong]:text-ink',
)
