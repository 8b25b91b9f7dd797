import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { asFound } from './link'
import { participantKey } from './participant'
import { readSubmissionList } from './read-list'

/**
 * What a comparison found beside the rows of those who arrived here: lines of the list that name somebody unknown, and lines
 * that name somebody again. By their numbers: who it is stands in the list.
 */
export type Comparison = {
  rows: number
  known: number
  missing: number
  unknown: { line: number; status: string }[]
  twice: { line: number; code: string | null }[]
}

const MOST_TOLD = 200

/**
 * Holds a recruitment against its platform's list of submissions, and keeps with each who arrived what the list says of
 * them. The list itself is not kept.
 * @throws AppError `not_found`; `invalid` for what is no such list, naming column or line
 */
export async function compareWithList(
  { actor, studyId }: Access<'annotators:manage'>,
  { recruitmentId, list }: { recruitmentId: string; list: string },
): Promise<Comparison> {
  const row = await db.recruitment.findUnique({ where: { studyId_id: { studyId, id: recruitmentId } } })
  if (!row) throw new AppError('not_found')
  const recruitment = asFound(row)
  const submissions = readSubmissionList(list, recruitment.parameters)
  return db.$transaction(async (tx) => {
    const people = await tx.participation.findMany({
      where: { studyId, recruitmentId },
      select: { id: true, participantKey: true, annotator: { select: { code: true } } },
    })
    const byKey = new Map(people.map((person) => [person.participantKey, person]))
    const seen = new Map<string, { status: string; code: string | null }>()
    const [unknown, twice]: [Comparison['unknown'], Comparison['twice']] = [[], []]
    for (const { line, participant, status, code } of submissions) {
      const person = byKey.get(participantKey(recruitment, participant))
      if (!person) unknown.push({ line, status })
      else if (seen.has(person.id)) twice.push({ line, code: person.annotator?.code ?? null })
      // Of several submissions the one with a code tells most.
      if (person && (code !== null || !seen.has(person.id))) seen.set(person.id, { status, code })
    }
    const said = people.map(({ id }) => ({
      id,
      status: seen.get(id)?.status ?? null,
      code: seen.get(id)?.code ?? null,
    }))
    await tx.$executeRaw`
      UPDATE "Participation" p SET "platformStatus" = said.status, "platformCode" = said.code, "platformAt" = now()
      FROM json_to_recordset(${JSON.stringify(said)}::json) AS said(id uuid, status text, code text)
      WHERE p."studyId" = ${studyId}::uuid AND p.id = said.id`
    const rows = submissions.length
    await recordAudit(tx, actor, { action: 'recruitment.compare', studyId, subject: row.name, detail: { rows } })
    return {
      ...{ rows, known: seen.size, missing: people.length - seen.size },
      ...{ unknown: unknown.slice(0, MOST_TOLD), twice: twice.slice(0, MOST_TOLD) },
    }
  })
}
