import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { loadDesign } from '@/lib/designs/load-design'
import { AppError } from '@/lib/errors'
import { findInTexts } from './read-texts'
import type { KeepInput } from './schema'

/**
 * Decides that a name in a text of the design is meant to stand there. It is asked again when the text changes.
 * @throws AppError `study_frozen` once the study has been opened; `conflict` when the text does not say the word
 */
export async function keepInText(
  { actor, studyId }: Access<'study:design'>,
  { place, word }: KeepInput,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const locked = await tx.$queryRaw<{ title: string }[]>`
      SELECT title FROM "Study" WHERE id = ${studyId}::uuid AND status = 'DRAFT' FOR NO KEY UPDATE`
    if (!locked[0]) throw new AppError('study_frozen')
    const found = await findInTexts(tx, await loadDesign(tx, studyId))
    const one = found.find((each) => each.place === place && each.word === word)
    if (!one) throw new AppError('conflict')
    const kept = { digest: one.digest, keptById: actor.id, keptAt: new Date() }
    await tx.namedText.upsert({
      where: { studyId_place_word: { studyId, place, word } },
      create: { studyId, place, word, ...kept },
      update: kept,
    })
    const detail = { word, decision: 'KEEP', place }
    await recordAudit(tx, actor, { action: 'study.names', studyId, subject: locked[0].title, detail })
  })
}
