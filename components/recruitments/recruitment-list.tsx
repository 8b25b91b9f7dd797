import Link from 'next/link'
import { LinkButton } from '@/components/ui/link-button'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section, Titles } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { PLATFORM_NAMES } from '@/lib/recruitments/platforms'
import type { listRecruitments } from '@/lib/recruitments/queries'

type Props = {
  studyId: string
  recruitments: Awaited<ReturnType<typeof listRecruitments>>
  /** False once the study is closed. */
  takesPeople: boolean
}

/** A study's recruitments from crowd platforms, each with how far it is. */
export function RecruitmentList({ studyId, recruitments, takesPeople }: Props) {
  const here = `/studies/${studyId}/annotators/recruitments`
  return (
    <Section aria-labelledby="recruitments">
      <Titles>
        <h2 id="recruitments">From crowd platforms</h2>
        {takesPeople && <LinkButton href={`${here}/new`}>New recruitment</LinkButton>}
      </Titles>
      <Note className="mt-2">
        People of Prolific, CloudResearch Connect, SONA or any panel come by a link without an account, and get their
        code or their way back at the end.
      </Note>
      {recruitments.length > 0 && (
        <ScrollX label="Table of recruitments" className="mt-5">
          <Table>
            <thead>
              <tr>
                <th scope="col">Recruitment</th>
                <th scope="col">Platform</th>
                <th scope="col">Group</th>
                <NumberCell scope="col" as="th">
                  Completed
                </NumberCell>
                <NumberCell scope="col" as="th">
                  On the way
                </NumberCell>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {recruitments.map(({ id, name, platform, group, places, closedAt, arrivals }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link href={`${here}/${id}`}>{name}</Link>
                  </th>
                  <td>{PLATFORM_NAMES[platform]}</td>
                  <td>{group.name}</td>
                  <NumberCell>
                    {arrivals.COMPLETED} of {places}
                  </NumberCell>
                  <NumberCell>{arrivals.onTheWay}</NumberCell>
                  <td>{closedAt ? 'closed' : 'open'}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollX>
      )}
    </Section>
  )
}
