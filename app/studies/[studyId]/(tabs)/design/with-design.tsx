import { Suspense } from 'react'
import { archiveStudy, askStudy, removeStudy } from '@/app/actions'
import { DesignActions } from '@/components/study/design-actions'
import { StatusButtons } from '@/components/study/status-buttons'
import type { Access } from '@/lib/auth/access'
import { readOpening } from '@/lib/monitor/read-opening'
import { listRehearsals, readStage } from '@/lib/rehearsals/queries'
import { pageAccess } from '@/lib/server/page'
import { readOpeningFacts } from '@/lib/studies/read-opening-facts'
import { closeStudy, openDraft, pauseStudy, resumeStudy } from '../actions'
import { duplicate, goOn, stop } from './rehearse/actions'

const STEPS = { open: openDraft, pause: pauseStudy, resume: resumeStudy, close: closeStudy }
const manage = { ask: askStudy, archive: archiveStudy, remove: removeStudy }

/** What can be done with a design beside changing it, and its rehearsals; nothing of published counts, which have none. */
export async function WithDesign({ access }: { access: Access<'study:design'> }) {
  const [{ isDraft, origin }, rehearsals] = await Promise.all([readStage(access), listRehearsals(access)])
  if (origin === 'RECONSTRUCTED') return null
  return (
    <DesignActions
      studyId={access.studyId}
      isDraft={isDraft}
      isImported={origin === 'IMPORTED'}
      isRehearsal={origin === 'SIMULATED'}
      rehearsals={rehearsals}
      opening={
        isDraft &&
        origin === 'COLLECTED' && (
          <Suspense fallback={null}>
            <Opening studyId={access.studyId} />
          </Suspense>
        )
      }
      acts={{ duplicate, goOn, stop, manage }}
    />
  )
}

/** The same button as on the overview, told of the same. */
async function Opening({ studyId }: { studyId: string }) {
  const access = await pageAccess(studyId, 'study:read')
  if (await readOpening(access)) return null
  return <StatusButtons studyId={studyId} status="DRAFT" steps={STEPS} opens={await readOpeningFacts(access)} />
}
