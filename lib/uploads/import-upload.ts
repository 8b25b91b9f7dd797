import 'server-only'
import type { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { analyzeWritten } from '@/lib/db/analyze-written'
import { db, type Tx } from '@/lib/db/client'
import type { Upload } from '@/lib/db/generated/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { checkedRows } from './checked-rows'
import { findUpload } from './find-upload'
import { listSystems } from './list-systems'
import { OPEN_TURNS } from './match-rows'
import { requireOwnSet, requireUploads } from './own-uploads'
import { countInTheWay } from './problems'
import type { ImportInput, ImportOutcome } from './schema'
import { settleUpload } from './settle-upload'
import { explainLoss, losesMore, Unread } from './unread'

const FIVE_MINUTES = 300_000

/** Rows are settled, written and tidied away. */
const STEPS = 3

/**
 * Writes an upload's rows where they belong, all or none. Rows that are there already are left as they are, so that
 * the same file twice adds nothing; what is there is never overwritten.
 *
 * @param tell hears of the steps done; what it throws ends the import, and nothing is written
 * @throws AppError `upload_settled` when somebody was faster; `upload_has_problems` when rows have problems and the
 *   input does not say to leave them out, or more text would be left unread than read; `name_taken` when the new prompt set's name was given away meanwhile
 */
export async function importUpload(
  { actor }: SiteAccess<'uploads:manage'>,
  { uploadId, leaveOutProblems = false, acceptEmpty = false, leaveOutFields = false }: z.input<typeof ImportInput>,
  tell: (step: number, steps: number) => void = () => undefined,
): Promise<ImportOutcome> {
  await requireUploads(actor)
  const { promptSetId } = await findUpload(actor, uploadId)
  if (promptSetId) await requireOwnSet(actor, promptSetId)
  const run = async (tx: Tx) => {
    // As in `inTransaction`: a plan of key checks from when a table was small would scan it for each row.
    await tx.$executeRaw`DISCARD PLANS`
    // One statement inserts all there is: the limit of pages is not for it, the transaction's is.
    await tx.$executeRaw`SET LOCAL statement_timeout = 0`
    const upload = await settleUpload(tx, uploadId, 'IMPORTED')
    const unread = Unread.nullable().parse(upload.unread)
    // By a mapping somebody has said which columns are wanted.
    if (unread && upload.mapping === null && losesMore(unread) && !leaveOutFields)
      throw new AppError('upload_has_problems', { message: explainLoss(unread) })
    const target = await lockTarget(tx, upload, actor)
    tell(0, STEPS)
    const { present, leftOut } = await settleRows(tx, target.upload, { leaveOutProblems, acceptEmpty })
    tell(1, STEPS)
    const imported = upload.kind === 'PROMPTS' ? await insertPrompts(tx, target) : await insertResponses(tx, target)
    tell(2, STEPS)
    await analyzeWritten(tx, upload.kind === 'PROMPTS' ? '"Prompt"' : '"SystemResponse"', imported)
    const named = await tx.uploadRow.count({ where: { uploadId, problem: null, names: { isEmpty: false } } })
    await tx.$executeRaw`DELETE FROM "UploadRow" WHERE "uploadId" = ${uploadId}::uuid AND problem IS NULL`
    const unreadFields = unread ? unread.fields.length + unread.more : 0
    const outcome: ImportOutcome = { imported, present, leftOut, named, unread: unreadFields }
    await tx.upload.update({ where: { id: uploadId }, data: { outcome, promptSetId: target.promptSetId } })
    const { kind, name, filename, sha256 } = upload
    const detail = { kind, name, filename, sha256, ...outcome }
    await recordAudit(tx, actor, { action: 'upload.import', subject: uploadId, detail })
    return outcome
  }
  return db.$transaction(run, { timeout: FIVE_MINUTES, maxWait: 10_000 })
}

type Target = { upload: Upload; promptSetId: string }

/** Makes the prompt set or system where it is new. Imports into the same one wait for each other from here on. */
async function lockTarget(tx: Tx, upload: Upload, actor: Actor): Promise<Target> {
  const promptSetId = upload.promptSetId ?? (await createPromptSet(tx, upload, actor))
  if (upload.kind === 'PROMPTS') {
    await tx.$executeRaw`SELECT FROM "PromptSet" WHERE id = ${promptSetId}::uuid FOR NO KEY UPDATE`
    return { upload: { ...upload, promptSetId }, promptSetId }
  }
  const names = (await listSystems(upload, tx)).map(({ name }) => name)
  await tx.system.createMany({ data: names.map((name) => ({ name })), skipDuplicates: true })
  // In one order, so that two imports cannot wait for each other.
  await tx.$executeRaw`SELECT FROM "System" WHERE name = ANY(${names}) ORDER BY name FOR NO KEY UPDATE`
  return { upload, promptSetId }
}

/** A set that an admin makes is everybody's; a researcher's is their own until they share it. */
async function createPromptSet(tx: Tx, { name, createdById }: Upload, { role }: Actor): Promise<string> {
  const isShared = role === 'ADMIN'
  const [set] = await tx.promptSet.createManyAndReturn({
    data: [{ name, createdById, isShared }],
    skipDuplicates: true,
  })
  if (!set)
    throw new AppError('name_taken', {
      message: `There is a prompt set called “${name}” by now. Discard this upload, and add the file to that set or use another name.`,
    })
  return set.id
}

type Choice = { leaveOutProblems: boolean; acceptEmpty: boolean }

/** Writes down what each row is by now, and refuses when problems are left that nobody decided on. */
async function settleRows(tx: Tx, upload: Upload, { leaveOutProblems, acceptEmpty }: Choice) {
  const rows = checkedRows(upload)
  await tx.$executeRaw`
    UPDATE "UploadRow" r SET problem = c.state FROM ${rows} c
    WHERE c.id = r.id AND c.state IN ('present', 'differs')`
  if (acceptEmpty)
    await tx.$executeRaw`
      UPDATE "UploadRow" SET problem = NULL WHERE "uploadId" = ${upload.id}::uuid AND problem = 'empty_response'`
  const present = await tx.$executeRaw`
    DELETE FROM "UploadRow" WHERE "uploadId" = ${upload.id}::uuid AND problem = 'present'`
  const groups = await tx.uploadRow.groupBy({
    by: ['problem'],
    where: { uploadId: upload.id, problem: { not: null } },
    _count: true,
  })
  const leftOut = Object.fromEntries(groups.map(({ problem, _count }) => [String(problem), _count]))
  const problems = countInTheWay(groups.map(({ problem, _count: count }) => ({ problem, count })))
  if (problems > 0 && !leaveOutProblems)
    throw new AppError('upload_has_problems', {
      message: `Nothing was imported: ${problems === 1 ? 'one row has a problem' : `${problems} rows have problems`}. Mend the file and upload it again, or choose to leave ${problems === 1 ? 'it' : 'them'} out.`,
    })
  return { present, leftOut }
}

async function insertPrompts(tx: Tx, { upload, promptSetId }: Target): Promise<number> {
  const [last] = await tx.$queryRaw<{ next: number }[]>`
    SELECT coalesce(max(position) + 1, 0)::int AS next FROM "Prompt" WHERE "promptSetId" = ${promptSetId}::uuid`
  const next = last?.next ?? 0
  const written = await tx.$executeRaw`
    INSERT INTO "Prompt" (id, "promptSetId", "externalId", position, category, tags, messages, digest)
    SELECT gen_random_uuid(), ${promptSetId}::uuid,
           coalesce(r."externalId", lpad((${next}::int + r.record)::text, greatest(4, length((${next}::int + r.record)::text)), '0')),
           ${next}::int + row_number() OVER (ORDER BY r.id) - 1, r.category, r.tags, r.messages, r.digest
    FROM "UploadRow" r WHERE r."uploadId" = ${upload.id}::uuid AND r.problem IS NULL
    ON CONFLICT DO NOTHING`
  if (written !== (await countGoodRows(tx, upload)))
    throw new AppError('conflict', {
      message:
        'Nothing was imported: some prompts of the file have no id, and the numbers they would get are ids of other prompts. Give each prompt an id and upload the file again.',
    })
  return written
}

async function insertResponses(tx: Tx, { upload, promptSetId }: Target): Promise<number> {
  // Answers to several open turns become a conversation: the prompt's later turns go between them.
  const written = await tx.$executeRaw`
    INSERT INTO "SystemResponse" (id, "promptSetId", "promptId", "systemId", sample, messages, digest)
    SELECT gen_random_uuid(), ${promptSetId}::uuid, p.id, s.id, r.sample,
           CASE WHEN jsonb_array_length(r.messages) > 1 AND NOT r.messages @? '$[*] ? (@.role == "user")' THEN (
             SELECT jsonb_agg(turn.message ORDER BY turn.place, turn.part)
             FROM (SELECT message, place, 1 AS part FROM jsonb_array_elements(r.messages) WITH ORDINALITY said(message, place)
                   UNION ALL
                   SELECT message, place - 1, 2 FROM (${Prisma.raw(OPEN_TURNS)}) asked WHERE place > 1) turn
           ) ELSE r.messages END,
           r.digest
    FROM "UploadRow" r JOIN "Prompt" p ON p.id = r."promptId"
    JOIN "System" s ON s.name = coalesce(r.system, ${upload.name})
    WHERE r."uploadId" = ${upload.id}::uuid AND r.problem IS NULL`
  if (written !== (await countGoodRows(tx, upload)))
    throw new AppError('conflict', {
      message: 'Nothing was imported: the prompt set has changed. Upload the file again.',
    })
  return written
}

async function countGoodRows(tx: Tx, { id }: Upload): Promise<number> {
  return tx.uploadRow.count({ where: { uploadId: id, problem: null } })
}
