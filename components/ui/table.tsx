import { styled } from './styled'

/** A table with rules above, below and under the head, as in print. A link that names a row has its cell for a target. */
export const Table = styled(
  'table',
  [
    'border-y-[1.5px] border-ink',
    'head:border-b head:border-rule-strong head:px-3 head:pt-2 head:pb-[0.45rem] head:text-start head:align-bottom head:text-xs/[1.4] head:font-semibold head:text-ink-2',
    'body:border-b body:border-rule body:px-3 body:py-2 body:align-baseline body:max-sm:py-3 body:pointer-coarse:py-3',
    'row-head:max-w-[min(28rem,45vw)] row-head:text-start row-head:font-medium',
    'last-row:border-b-0 first-cell:ps-0 last-cell:pe-0 after-number:ps-7 hovered:bg-wash/60',
    "linked:relative link:after:absolute link:after:inset-0 link:after:content-['']",
  ].join(' '),
)

/** A cell of a column of numbers. */
export const NumberCell = styled('td', 'text-end whitespace-nowrap', { 'data-number': true })

/** What can be done about a row: it stays in sight, however wide the table is. A collapsed border would scroll away. */
export const ActionsCell = styled(
  'td',
  'sticky end-0 bg-paper ps-3 text-end whitespace-nowrap max-lg:shadow-[inset_1px_0_var(--color-rule)] [tbody>tr:hover>&]:bg-[color-mix(in_oklab,var(--color-wash)_60%,var(--color-paper))]',
)

/** The things that can be done about a row, beside each other, on narrow screens beneath. */
export const RowActions = styled('span', 'inline-flex justify-end gap-x-5 max-lg:flex-col max-lg:items-end')
