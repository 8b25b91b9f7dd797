import 'server-only'
import { Prisma } from '@/lib/db/generated/client'

/**
 * Whether an annotator, `n` in the query, also runs the study: a researcher of it, or an admin, may see what systems it
 * compares and how they do. Who that is, is read once for the whole query.
 */
export function runsStudy(studyId: string): Prisma.Sql {
  return Prisma.sql`coalesce(n."userId" = ANY (ARRAY(
    SELECT m."userId" FROM "StudyMember" m WHERE m."studyId" = ${studyId}::uuid
    UNION ALL SELECT u.id FROM "User" u WHERE u.role = 'ADMIN')), false)`
}
