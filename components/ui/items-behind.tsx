import { RowsLink } from './rows-link'

/** After a sentence: opens the rows that its numbers rest on. */
export function ItemsBehind({ href }: { href: string }) {
  return (
    <span className="print:hidden">
      <RowsLink href={href}>The items</RowsLink>
    </span>
  )
}
