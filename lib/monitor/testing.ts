import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { loadDesign } from '@/lib/designs/load-design'
import { openStudy } from '@/lib/studies/open-study'
import { updateStudy } from '@/lib/studies/update-study'
import { makeDraft } from '@/lib/testing/fixtures'

/** An opened study whose first pairs of prompt and baseline are gold and practice, with `A` as the known verdict. */
export async function makeStudyWithKnown(
  kinds: readonly ('GOLD' | 'PRACTICE')[],
  shape: Parameters<typeof makeDraft>[0],
) {
  const study = await makeDraft(shape)
  const { studyId, researcher, promptSet } = study
  const prompts = await db.prompt.findMany({ where: { promptSetId: promptSet.id }, orderBy: { position: 'asc' } })
  const [focal, baseline] = promptSet.systems.map(({ id }) => id)
  const known = kinds.map((kind, index) => ({
    ...{ kind, promptId: prompts[index]?.id ?? '', expected: 'A', feedback: 'Because.' },
    ...{ systemAId: focal ?? '', systemBId: baseline ?? '' },
  }))
  const design = await loadDesign(db, studyId)
  await updateStudy(await authorizeActor(researcher, studyId, 'study:design'), { ...design, known })
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  return study
}
