import type { Metadata } from 'next'
import { AddToTeam } from '@/components/people/add-to-team'
import { LeaveTeam } from '@/components/people/leave-team'
import { TeamTable } from '@/components/people/team-table'
import { Section } from '@/components/ui/section'
import { Prose, Standfirst } from '@/components/ui/text'
import { sendsMail } from '@/lib/mail/settings'
import { count } from '@/lib/numbers/count'
import { pageAccess } from '@/lib/server/page'
import { readTeam } from '@/lib/team/queries'
import { TEAM_ROLES } from '@/lib/team/schema'
import { add, change, leave, remove } from './actions'

export const metadata: Metadata = { title: 'Team' }

export default async function TeamPage({ params }: PageProps<'/studies/[studyId]/team'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:see')
  const { rows, hasTeam, mayManage, mayLeave } = await readTeam(access)
  return (
    <>
      <h1>Team</h1>
      <Standfirst>
        {rows.length === 0
          ? 'Nobody owns this study: admins alone run it.'
          : `${count(rows.length, 'person works', 'people work')} on this study. Admins of this site may do so, too.`}
      </Standfirst>
      {!hasTeam && <Prose className="mt-4">A rehearsal has the team of its draft: change it there.</Prose>}
      {rows.length > 0 && (
        <Section aria-labelledby="people">
          <h2 id="people">People</h2>
          <TeamTable {...{ studyId, rows, own: access.actor.id, mayManage, change, remove }} />
          {mayLeave && <LeaveTeam studyId={studyId} leave={leave} />}
        </Section>
      )}
      {mayManage && (
        <Section aria-labelledby="add">
          <h2 id="add">Add somebody</h2>
          <AddToTeam studyId={studyId} isTold={sendsMail()} add={add} />
        </Section>
      )}
      <Section aria-labelledby="roles">
        <h2 id="roles">What they may do</h2>
        <dl className="grid max-w-2xl grid-cols-[6rem_1fr] gap-x-4 gap-y-2">
          {Object.values(TEAM_ROLES).map(({ name, may }) => (
            <div key={name} className="contents">
              <dt className="font-semibold">{name}</dt>
              <dd className="m-0">{may}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  )
}
