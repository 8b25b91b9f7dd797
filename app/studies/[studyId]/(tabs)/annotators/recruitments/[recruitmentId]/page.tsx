import type { Metadata } from 'next'
import Link from 'next/link'
import { CopyField } from '@/components/people/copy-field'
import { ArrivalTable } from '@/components/recruitments/arrival-table'
import { CloseRecruitment } from '@/components/recruitments/close-recruitment'
import { CompareList } from '@/components/recruitments/compare-list'
import { EditRecruitment } from '@/components/recruitments/edit-recruitment'
import { valuesOf } from '@/components/recruitments/form-values'
import { RecruitmentFacts } from '@/components/recruitments/recruitment-facts'
import { FoldSection } from '@/components/ui/fold-section'
import { Notice } from '@/components/ui/notice'
import { Section, Titles } from '@/components/ui/section'
import { Note, Standfirst } from '@/components/ui/text'
import { isAllowed } from '@/lib/auth/access'
import { env } from '@/lib/env'
import { HABITS, linkFor, PLATFORM_NAMES } from '@/lib/recruitments/platforms'
import { listArrivals, type RecruitmentRead, readRecruitment } from '@/lib/recruitments/queries'
import { readGrounds } from '@/lib/recruitments/read-grounds'
import { gate, pageAccess } from '@/lib/server/page'
import { change, close, compare } from '../actions'

export const metadata: Metadata = { title: 'Recruitment' }

type Props = PageProps<'/studies/[studyId]/annotators/recruitments/[recruitmentId]'>

export default async function RecruitmentPage({ params }: Props) {
  const { studyId, recruitmentId } = await params
  const access = await pageAccess(studyId, 'annotators:manage')
  const recruitment = await gate(() => readRecruitment(access, recruitmentId))
  const [rows, grounds] = await Promise.all([listArrivals(access, recruitmentId), readGrounds(access)])
  const { name, platform, closedAt, arrivals } = recruitment
  const total = Object.values(arrivals).reduce((sum, each) => sum + each, 0)
  const key = { studyId, recruitmentId }
  const pays = await isAllowed(access, 'recruitment:pay')
  return (
    <>
      <Note>
        <Link href={`/studies/${studyId}/annotators`}>All annotators</Link>
      </Note>
      <Titles>
        <div>
          <h1>{name}</h1>
          <Standfirst>
            {PLATFORM_NAMES[platform]}
            {closedAt ? '. Closed: it takes nobody new.' : '.'}
          </Standfirst>
        </div>
        <CloseRecruitment {...key} isClosed={closedAt !== null} close={close} />
      </Titles>
      <RecruitmentFacts recruitment={recruitment} />
      <Section aria-labelledby="link">
        <h2 id="link">The link</h2>
        <LinkToPaste recruitment={recruitment} origin={env().NEXTAUTH_URL.replace(/\/$/, '')} />
      </Section>
      <Section aria-labelledby="arrived">
        <h2 id="arrived">Who arrived</h2>
        {rows.length === 0 ? <p>Nobody yet.</p> : <ArrivalTable studyId={studyId} rows={rows} total={total} />}
        {pays && rows.length > 0 && (
          <Note className="mt-3">
            <a href={`/api/studies/${studyId}/recruitments/${recruitmentId}/payments.csv`}>Payments file</a>: the one
            with people’s ids at the platform, for admins. Each download is written down.
          </Note>
        )}
      </Section>
      <FoldSection id="compare" title="Compare with the platform" aside="paste or choose its list of submissions">
        <div className="mt-4">
          <CompareList {...key} compare={compare} />
        </div>
      </FoldSection>
      <FoldSection id="change" title="Change it" aside="places, pay, codes, rules">
        <div className="mt-4">
          <EditRecruitment {...key} {...grounds} first={valuesOf(inputIn(recruitment))} change={change} />
        </div>
      </FoldSection>
    </>
  )
}

/** What of a recruitment the form has. */
function inputIn(recruitment: RecruitmentRead) {
  const { studyId, groupId, name, platform, places, overbooking, parameters, endings, ...rest } = recruitment
  const { needsComputer, practiceRight, missedChecks, reward, currency } = rest
  return {
    ...{ studyId, groupId, name, platform, places, overbooking, parameters, endings },
    ...{ needsComputer, practiceRight, missedChecks, reward, currency },
  }
}

function LinkToPaste({
  recruitment: { platform, parameters, path },
  origin,
}: {
  recruitment: RecruitmentRead
  origin: string
}) {
  if (path === null)
    return (
      <Notice kind="caution">
        The link cannot be shown: the encryption key that sealed it is not here any more. It still works where it was
        pasted. Make another recruitment for a new one.
      </Notice>
    )
  return (
    <CopyField
      label={`Paste it at ${PLATFORM_NAMES[platform]}`}
      value={linkFor(platform, parameters, origin + path)}
      note={NOTES[platform]}
    />
  )
}

const NOTES = {
  PROLIFIC: 'As the study’s link, with “I’ll use URL parameters”.',
  CONNECT: 'As the project’s link: Connect adds its own parameters.',
  SONA: 'As the study’s address.',
  PANEL: `The panel has to add ${HABITS.PANEL.parameters.participant}=…, or what you named it, for each person.`,
} as const
