import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { Language } from '@/lib/i18n/languages'

/** Records in which language an annotator sees the desk from now on, where it is another than they saw it in last. */
export async function noteLanguage({ actor, studyId }: Access<'desk:open'>, language: Language): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "ShownLanguage" ("studyId", "annotatorId", "language")
    SELECT n."studyId", n.id, ${language} FROM "Annotator" n
    WHERE n."studyId" = ${studyId}::uuid AND n."userId" = ${actor.id}::uuid AND n."deactivatedAt" IS NULL
      AND ${language} IS DISTINCT FROM (
        SELECT l."language" FROM "ShownLanguage" l
        WHERE l."studyId" = n."studyId" AND l."annotatorId" = n.id ORDER BY l."since" DESC LIMIT 1)`
}
