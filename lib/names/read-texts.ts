import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { loadDesign } from '@/lib/designs/load-design'
import { sha256 } from '@/lib/designs/protocol'
import type { StudyInput } from '@/lib/designs/schema'
import { systemsShown } from '@/lib/designs/systems-of-design'
import type { NameKind } from './kinds'
import { ownNames } from './own-names'
import { makeScanner } from './scan'
import { type Sentence, sentenceAt } from './sentence'
import { type StudyText, textsOf } from './texts'
import { siteWords } from './word-list'

/** A name in a text that annotators read: where, in which sentence, and who decided to keep it, if somebody did. */
export type NamedInText = Pick<StudyText, 'place' | 'label'> & {
  word: string
  kind: NameKind
  sentence: Sentence
  kept: { by: string | null; at: Date } | null
}

/**
 * Names of makers, models and of the study's systems in its title, question, options, instructions, consent, groups and
 * feedback. What was kept counts as long as the text is the same.
 */
export async function namesInTexts({
  studyId,
}: Access<'study:design'> | Access<'study:read'> | Access<'study:run'>): Promise<NamedInText[]> {
  const found = await findInTexts(db, await loadDesign(db, studyId))
  if (found.length === 0) return []
  const rows = await db.namedText.findMany({ where: { studyId } })
  const people = await db.user.findMany({
    where: { id: { in: rows.flatMap(({ keptById }) => keptById ?? []) } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  const keptOf = new Map(rows.map((row) => [keyOf(row), row]))
  return found.map(({ digest, ...one }) => {
    const row = keptOf.get(keyOf({ ...one, digest }))
    return { ...one, kept: row ? { by: nameOf.get(row.keptById ?? '') ?? null, at: row.keptAt } : null }
  })
}

function keyOf({ place, word, digest }: { place: string; word: string; digest: string }): string {
  return JSON.stringify([place, word, digest])
}

/** How many names in the texts of a study nothing is decided about. */
export async function countOpenInTexts(
  access: Access<'study:design'> | Access<'study:read'> | Access<'study:run'>,
): Promise<number> {
  return (await namesInTexts(access)).filter(({ kept }) => kept === null).length
}

type Found = Omit<NamedInText, 'kept'> & { digest: string }

/** Each word once a text, with the first sentence it stands in. What a text says of itself in phrases is no name here. */
export async function findInTexts(tx: Tx | typeof db, design: StudyInput): Promise<Found[]> {
  const systems = await tx.system.findMany({ where: { id: { in: systemsShown(design) } }, select: { name: true } })
  const words = [...ownNames(systems.map(({ name }) => name).sort()), ...(await siteWords())]
  const scan = makeScanner(words.filter(({ kind }) => kind !== 'PHRASE'))
  return textsOf(design).flatMap(({ place, label, text }) => {
    const hits = new Map(
      scan(text)
        .toReversed()
        .map((hit) => [hit.word, hit]),
    )
    const digest = sha256(text)
    return [...hits.values()].toReversed().map(({ word, kind, start, end }) => ({
      ...{ place, label, word, kind, digest, sentence: sentenceAt(text, start, end) },
    }))
  })
}
