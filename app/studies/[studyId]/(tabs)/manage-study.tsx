import { archiveStudy, askStudy, removeStudy, renameStudy } from '@/app/actions'
import { ManageThing } from '@/components/ui/manage-thing'

const acts = { ask: askStudy, rename: renameStudy, archive: archiveStudy, remove: removeStudy }

type Props = { study: { id: string; title: string; origin: string } }

/** Where a study's own pages name, archive and delete it; from there it leads home, or to what was rehearsed. */
export function ManageStudy({ study: { id, title, origin } }: Props) {
  const kind = origin === 'SIMULATED' ? 'rehearsal' : 'study'
  return <ManageThing thing={{ studyId: id }} name={title} kind={kind} acts={acts} after="/" />
}
