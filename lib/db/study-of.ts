import { Prisma } from './generated/client'

/**
 * A study's id in a statement that goes through all of a study, as something the planner cannot look up. Of a study that
 * was written since the last ANALYZE it would believe that it has a row or none, and join its rows by going through all of
 * them for each of them; of one it cannot look up it expects as many rows as studies have on average.
 */
export function studyOf(studyId: string): Prisma.Sql {
  return Prisma.sql`(SELECT ${studyId}::uuid)`
}
