import 'server-only'
import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** Erases what somebody wrote beside their verdicts, which stand: reasons, and notes on what they set aside. */
export async function forgetWords(tx: Tx, personId: string): Promise<void> {
  const theirs = Prisma.sql`
    SELECT a."studyId", a.id FROM "Annotator" n
    JOIN "Assignment" a ON a."studyId" = n."studyId" AND a."annotatorId" = n.id WHERE n."userId" = ${personId}::uuid`
  await tx.$executeRaw`
    UPDATE "Assignment" a SET rationale = NULL, "flagNote" = NULL FROM (${theirs}) t
    WHERE a."studyId" = t."studyId" AND a.id = t.id AND (a.rationale IS NOT NULL OR a."flagNote" IS NOT NULL)`
  // After that: taking a reason away keeps it here, as any change does.
  await tx.$executeRaw`
    DELETE FROM "ReplacedReason" r USING (${theirs}) t WHERE r."studyId" = t."studyId" AND r."assignmentId" = t.id`
  await tx.$executeRaw`
    UPDATE "LateVerdict" l SET rationale = NULL, note = NULL FROM "Annotator" n
    WHERE n."userId" = ${personId}::uuid AND l."studyId" = n."studyId" AND l."annotatorId" = n.id`
}
