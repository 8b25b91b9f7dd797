import { archiveStudy, askStudy, removeStudy } from '@/app/actions'
import { DesignActions } from '@/components/study/design-actions'
import type { Access } from '@/lib/auth/access'
import { listRehearsals, readStage } from '@/lib/rehearsals/queries'
import { duplicate, goOn, stop } from './rehearse/actions'

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
      acts={{ duplicate, goOn, stop, manage }}
    />
  )
}
