import { Section } from '@/components/ui/section'
import { Table } from '@/components/ui/table'
export type Fact = [name: string, value: React.ReactNode]

/** On a phone each name stands over what it stands for. */
const FACTS = [
  '[&_th]:w-44 [&_td]:max-w-[62ch] [&_td]:whitespace-pre-wrap [&_td]:wrap-anywhere',
  'max-sm:[&_tr]:grid max-sm:[&_tr]:border-b max-sm:[&_tr]:border-rule max-sm:[&_tr:last-child]:border-b-0',
  'max-sm:[&_:is(td,th)]:w-auto max-sm:[&_:is(td,th)]:border-b-0 max-sm:[&_:is(td,th)]:px-0',
  'max-sm:[&_th]:pt-[0.6rem] max-sm:[&_th]:pb-0 max-sm:[&_td]:pt-[0.1rem] max-sm:[&_td]:pb-[0.6rem]',
].join(' ')

/** Names and what they stand for, in two columns. */
export function Facts({
  id,
  title,
  facts,
  children,
}: {
  id: string
  title: string
  facts: Fact[]
  children?: React.ReactNode
}) {
  return (
    <Section aria-labelledby={`frozen-${id}`}>
      <h2 id={`frozen-${id}`}>{title}</h2>
      <Table className={FACTS}>
        <tbody>
          {facts.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {children}
    </Section>
  )
}
