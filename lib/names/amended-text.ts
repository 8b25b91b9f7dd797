import 'server-only'
import type { PoolClient } from 'pg'
import { db } from '@/lib/db/client'
import { loadDesign } from '@/lib/designs/load-design'
import { findInTexts } from './read-texts'

type NamedWord = { word: string; digest: string }

/** Names of makers, models and of the study's systems in what its instructions are to be. */
export async function namesInInstructions(studyId: string, instructions: string): Promise<NamedWord[]> {
  const design = await loadDesign(db, studyId)
  const found = await findInTexts(db, { ...design, instructions })
  return found.filter(({ place }) => place === 'instructions')
}

/** Notes who says that these are meant to stand in the instructions. */
export async function keepInInstructions(
  client: PoolClient,
  { studyId, actorId, named }: { studyId: string; actorId: string; named: readonly NamedWord[] },
): Promise<void> {
  await client.query(
    `INSERT INTO "NamedText" ("studyId", place, word, digest, "keptById", "keptAt")
     SELECT $1, 'instructions', word, digest, $2, now() FROM unnest($3::text[], $4::text[]) AS n(word, digest)
     ON CONFLICT ("studyId", place, word)
     DO UPDATE SET digest = excluded.digest, "keptById" = excluded."keptById", "keptAt" = now()`,
    [studyId, actorId, named.map(({ word }) => word), named.map(({ digest }) => digest)],
  )
}
