import 'server-only'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { auditInsert } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { inTransaction } from '@/lib/db/client'
import { amendedHash } from '@/lib/designs/protocol'
import { AppError } from '@/lib/errors'
import { keepInInstructions, namesInInstructions } from '@/lib/names/amended-text'
import { addModel } from './add-model'
import { addRounds } from './add-rounds'
import { addSystem } from './add-system'
import { AmendedStudy, type Change } from './amended-study'
import type { AmendmentInput } from './amendment-schema'

/**
 * Changes an open study's protocol as far as that is allowed, and writes down who did it, when, why and from which
 * judgment on. All of it stands, or nothing. Once it is closed a language model may still join, as exploratory.
 * @returns the amendment's number
 * @throws AppError `conflict` when the study is neither open nor paused; `invalid` for what cannot be amended so
 */
export async function amendStudy({ actor, studyId }: Access<'study:run'>, input: AmendmentInput): Promise<number> {
  return inTransaction(async (client) => {
    // Whoever enrols, opens or amends waits at the study's row; claims and verdicts go on.
    const { rows } = await client.query(LOCK, [studyId, input.kind === 'MODEL' ? OPEN_OR_CLOSED : OPEN])
    const study = z.array(AmendedStudy).max(1).parse(rows)[0]
    if (!study) throw new AppError('conflict')
    const number = study.amendments + 1
    const change = await apply(client, study, input, { number, actor, actorId: actor.id })
    const { kind, reason } = input
    const hash = amendedHash(study.protocolHash ?? '', { kind, ...change })
    await client.query(
      `INSERT INTO "Amendment" ("studyId", number, kind, "actorId", reason, before, after, judgments, "protocolHash")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[studyId, number, kind, actor.id, reason],
        ...[JSON.stringify(change.before), JSON.stringify(change.after), study.judgments, hash],
      ],
    )
    const detail = { number, kind, reason, protocol: hash }
    await client.query(...auditInsert(actor, { action: 'study.amend', studyId, subject: study.title, detail }))
    return number
  })
}

const LOCK = `
  SELECT s.*, coalesce((SELECT "protocolHash" FROM "Amendment" a WHERE a."studyId" = s.id ORDER BY number DESC LIMIT 1),
                       s."protocolHash") AS "protocolHash",
         (SELECT count(*) FROM "Amendment" a WHERE a."studyId" = s.id) AS amendments,
         (SELECT count(*) FROM "Judgment" j WHERE j."studyId" = s.id) AS judgments
  FROM "Study" s WHERE s.id = $1 AND s.status = ANY ($2::"StudyStatus"[]) AND s.origin <> 'IMPORTED' FOR NO KEY UPDATE`

const OPEN = ['OPEN', 'PAUSED']
const OPEN_OR_CLOSED = [...OPEN, 'CLOSED']

function says(named: readonly { word: string }[]): string[] {
  const words = named.map(({ word }) => `“${word}”`).join(', ')
  return [`Annotators would read ${words}. Change the text, or say that it is meant to stand there.`]
}

type By = { number: number; actor: Actor; actorId: string }

async function apply(client: PoolClient, study: AmendedStudy, input: AmendmentInput, by: By): Promise<Change> {
  switch (input.kind) {
    case 'INSTRUCTIONS': {
      const named = await namesInInstructions(study.id, input.instructions)
      if (named.length > 0 && !input.keepNames) throw new AppError('invalid', { fields: { instructions: says(named) } })
      await keepInInstructions(client, { studyId: study.id, actorId: by.actorId, named })
      await client.query(`UPDATE "Study" SET instructions = $2 WHERE id = $1`, [study.id, input.instructions])
      return { before: study.instructions, after: input.instructions }
    }
    case 'CAP': {
      await client.query(`UPDATE "Study" SET cap = $2 WHERE id = $1`, [study.id, input.cap])
      return { before: study.cap, after: input.cap }
    }
    case 'OVERLAP':
      return addRounds(client, study, input, by.number)
    case 'SYSTEM':
      return addSystem(client, study, input, by)
    case 'MODEL':
      return addModel(client, study, input, by.actor)
  }
}
