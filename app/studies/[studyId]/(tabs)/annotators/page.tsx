import type { Metadata } from 'next'
import { AnnotatorTable } from '@/components/people/annotator-table'
import { GroupLinks } from '@/components/people/group-links'
import { RemindAnnotators } from '@/components/people/remind-annotators'
import { RetentionForm } from '@/components/people/retention-form'
import { SetAsideList } from '@/components/people/set-aside-list'
import { RecruitmentList } from '@/components/recruitments/recruitment-list'
import { day } from '@/components/ui/dates'
import { Section } from '@/components/ui/section'
import { Prose, Standfirst } from '@/components/ui/text'
import { listSetAside } from '@/lib/annotators/list-set-aside'
import { listGroups } from '@/lib/annotators/queries'
import { sendsMail } from '@/lib/mail/settings'
import { type MonitoredAnnotator, readAnnotators } from '@/lib/monitor/read-annotators'
import { readConcerns } from '@/lib/monitor/read-concerns'
import { listToRemind } from '@/lib/monitor/remind'
import { count } from '@/lib/numbers/count'
import { listPersonalInvites } from '@/lib/people/personal-invites'
import { readRetention } from '@/lib/privacy/retention'
import { listRecruitments } from '@/lib/recruitments/queries'
import { pageAccess } from '@/lib/server/page'
import {
  askGroup,
  askLink,
  deactivate,
  deleteGroup,
  deleteLink,
  exclude,
  include,
  invite,
  invitePeople,
  keepPeople,
  mailInvites,
  reactivate,
  remind,
  renameGroup,
  renameLink,
  revokeLink,
} from './actions'

export const metadata: Metadata = { title: 'Annotators' }

const manage = {
  group: { ask: askGroup, rename: renameGroup, remove: deleteGroup },
  link: { ask: askLink, rename: renameLink, remove: deleteLink },
}

const acts = { deactivate, reactivate, exclude, include }

export default async function AnnotatorsPage({ params }: PageProps<'/studies/[studyId]/annotators'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'annotators:manage')
  const now = new Date()
  const [annotators, concerns, { groups, takesPeople }, personal, setAside, recruitments, toRemind, retention] =
    await Promise.all([
      readAnnotators(access, now),
      readConcerns(access),
      listGroups(access),
      listPersonalInvites(access),
      listSetAside(access),
      listRecruitments(access),
      sendsMail() ? listToRemind(access, now) : [],
      readRetention(access),
    ])
  const excluded = annotators.filter(({ excludedAt }) => excludedAt).length
  return (
    <>
      <h1>Annotators</h1>
      <Standfirst>
        {annotators.length === 0
          ? 'Nobody has joined yet. Make a link below and send it to the people who are to judge.'
          : `${count(annotators.length, 'annotator')} in ${count(groups.length, 'group')}; ${judgmentsBy(annotators)}.`}
        {excluded > 0 && ` ${count(excluded, 'annotator')} excluded from the results.`}
      </Standfirst>
      <Section aria-labelledby="by-code">
        <h2 id="by-code">By code</h2>
        <AnnotatorTable studyId={studyId} annotators={annotators} concerns={concerns} acts={acts} now={now} />
        {sendsMail() && <RemindAnnotators studyId={studyId} people={toRemind.length} remind={remind} />}
      </Section>
      {groups
        .filter(({ isForPeople }) => isForPeople)
        .map((group) => (
          <GroupLinks
            key={group.id}
            studyId={studyId}
            group={group}
            takesPeople={takesPeople}
            personal={personal.filter(({ groupId }) => groupId === group.id)}
            invite={invite}
            invitePeople={invitePeople}
            mailInvites={sendsMail() ? mailInvites : null}
            revoke={revokeLink}
            manage={manage}
          />
        ))}
      {(recruitments.length > 0 || (takesPeople && groups.some(({ isForPeople }) => isForPeople))) && (
        <RecruitmentList studyId={studyId} recruitments={recruitments} takesPeople={takesPeople} />
      )}
      <SetAsideList studyId={studyId} pairs={setAside} />
      {retention.origin === 'COLLECTED' && (
        <Section className="max-w-3xl" aria-labelledby="behind-codes">
          <h2 id="behind-codes">Who is behind the codes</h2>
          {retention.forgottenAt ? (
            <Prose>
              This study forgot on {day(retention.forgottenAt)} who its annotators were. Their verdicts stand, under
              codes that lead to nobody.
            </Prose>
          ) : (
            <RetentionForm studyId={studyId} days={retention.forgetAfterDays} save={keepPeople} />
          )}
        </Section>
      )}
    </>
  )
}

/** The overview's judgments, by how many. */
function judgmentsBy(annotators: readonly MonitoredAnnotator[]): string {
  const judgments = annotators.reduce((sum, each) => sum + each.judgments, 0)
  const people = annotators.filter((each) => each.judgments > 0).length
  return people === 0 ? 'no judgment yet' : `${count(judgments, 'judgment')} by ${people} of them`
}
