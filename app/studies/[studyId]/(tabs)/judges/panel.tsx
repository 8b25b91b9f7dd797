import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import { Prose } from '@/components/ui/text'
import { itemsHref } from '@/lib/explorer/item-query'
import { judgeName } from '@/lib/judges/measure-judges'
import type { Panel as Formed } from '@/lib/judges/panel'
import { wholeNumber } from '@/lib/numbers/percent'
import { panelWords } from './words'

type Props = { studyId: string; criterion: number; panel: Formed }

/** The models of the study taken as one judge: who they are, and how that is done. */
export function Panel({ studyId, criterion, panel }: Props) {
  return (
    <Section aria-labelledby="panel">
      <h2 id="panel">Panel of models</h2>
      <Prose className="mt-4">{panelWords(panel)}</Prose>
      <ScrollX label="Members of the panel" className="mt-4">
        <Table>
          <TableHead words={['Member']} numbers={['Items with a verdict']} />
          <tbody>
            {panel.members.map((member) => (
              <tr key={member.code}>
                <th scope="row">{judgeName(member)}</th>
                <NumberCell>
                  <RowsLink href={itemsHref(studyId, { annotator: member.code, show: 'counted', criterion })}>
                    {wholeNumber(member.items)}
                  </RowsLink>
                </NumberCell>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </Section>
  )
}
