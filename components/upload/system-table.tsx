import { day } from '@/components/ui/dates'
import { type ManageActs, ManageThing } from '@/components/ui/manage-thing'
import { ScrollX } from '@/components/ui/scroll-x'
import { ActionsCell, NumberCell, Table } from '@/components/ui/table'
import { Tag } from '@/components/ui/text'
import type { SystemRow } from '@/lib/uploads/list-all-systems'

type Props = { systems: readonly SystemRow[]; manage: ManageActs<{ systemId: string }> | null }

/** Systems with what they answered and how many studies have them. */
export function SystemTable({ systems, manage }: Props) {
  return (
    <ScrollX label="Table of systems" className="mt-5">
      <Table>
        <thead>
          <tr>
            <th scope="col">System</th>
            {['Prompt sets', 'Responses', 'Studies'].map((head) => (
              <NumberCell as="th" scope="col" key={head}>
                {head}
              </NumberCell>
            ))}
            <th scope="col">Since</th>
            {manage && (
              <ActionsCell scope="col" as="th">
                <span className="sr-only">Actions</span>
              </ActionsCell>
            )}
          </tr>
        </thead>
        <tbody>
          {systems.map(({ id, name, sets, responses, studies, createdAt, isArchived }) => (
            <tr key={id}>
              <th scope="row" className="wrap-anywhere">
                {name} {isArchived && <Tag>archived</Tag>}
              </th>
              <NumberCell>{sets.toLocaleString('en')}</NumberCell>
              <NumberCell>{responses.toLocaleString('en')}</NumberCell>
              <NumberCell>{studies.toLocaleString('en')}</NumberCell>
              <td className="whitespace-nowrap text-ink-2">{day(createdAt)}</td>
              {manage && (
                <ActionsCell>
                  <ManageThing thing={{ systemId: id }} name={name} kind="system" acts={manage} look="link" />
                </ActionsCell>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}
