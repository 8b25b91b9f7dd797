import 'server-only'
import { randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { PoolClient } from 'pg'
import { auditInsert } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { inTransaction } from '@/lib/db/client'
import { sha256 } from '@/lib/designs/protocol'
import { AppError } from '@/lib/errors'
import type { JobRun } from '@/lib/jobs/job'
import type { Mapping } from '../mapping/schema'
import type { JudgmentFormat } from './format'
import { formatOfImport } from './formats'
import { insertGroups } from './insert-groups'
import { isOfRatings, optionsOf } from './questions'
import { type FinishedStudyInput, type ImportedFile, REPEATS } from './schema'
import { countProblems, lockSet, settleImport } from './settle-import'
import { writeJudged } from './write-judged'
import { writeTexts } from './write-texts'

/** Texts, judgments, what is kept of the files. */
const STEPS = 3

/**
 * Makes a closed study of the files of an import, or nothing. Its origin says that it was imported; its protocol holds
 * the files' hashes, how they were read and what was counted.
 * @param tell how far it is; what it throws breaks the import off
 * @returns the study's id
 * @throws AppError `upload_settled`; `upload_has_problems` when rows have problems and the input does not say to leave
 *   them out; `invalid` for a focal system that some pair has not; `conflict` for prompts that the set has with another text
 */
export async function importStudy(
  { actor }: SiteAccess<'imports:manage'>,
  input: FinishedStudyInput,
  tell: JobRun['tell'] = () => undefined,
): Promise<{ studyId: string; judgments: number }> {
  return inTransaction(async (client) => {
    const { importId, focal, repeats, group } = input
    const staged = await settleImport(client, importId)
    if (staged.pairs)
      throw new AppError('invalid', {
        message: 'These files were taken for pairs: their verdicts were not read. Bring them again as judgments.',
      })
    const { leftOut, problems } = await countProblems(client, input)
    tell(0, STEPS)
    const promptSetId = await lockSet(client, input.set, actor.id)
    const texts = await writeTexts(client, { importId, promptSetId, focal })
    if (texts.differing.length > 0)
      throw new AppError('conflict', {
        message: `Nothing was imported: the prompt set “${input.set}” has another text for ${texts.differing.join(', ')}. Choose a new prompt set.`,
      })
    tell(1, STEPS)
    const pairs = await readPairs(client, focal)
    const format = formatOfImport(staged)
    const study = await insertStudy(client, {
      input,
      actorId: actor.id,
      promptSetId,
      format,
      files: staged.files,
      pairs,
    })
    const counts = await writeJudged(client, { importId, repeats, group, format, ...study })
    tell(2, STEPS)
    const protocol = canonicalize(
      describe({ input, ...staged, format, leftOut, counts, pairs, groups: study.groups }),
    ) as string
    await client.query('UPDATE "Study" SET "protocolText" = $2, "protocolHash" = $3 WHERE id = $1', [
      ...[study.studyId, protocol, sha256(protocol)],
    ])
    await client.query('DELETE FROM "ImportRow" WHERE "importId" = $1 AND problem IS NULL', [importId])
    await client.query('UPDATE "StudyImport" SET "studyId" = $2 WHERE id = $1', [importId, study.studyId])
    const detail = {
      format: format.name,
      files: staged.files.length,
      ...counts,
      leftOut: problems,
      protocol: sha256(protocol),
    }
    await client.query(
      ...auditInsert(actor, { action: 'study.import', studyId: study.studyId, subject: input.title, detail }),
    )
    await client.query('ANALYZE "Item", "Assignment", "Judgment"')
    tell(STEPS, STEPS)
    return { studyId: study.studyId, judgments: counts.judgments }
  })
}

/** Two systems; of ratings one. */
type Pair = { a: string; b: string | null; aId: string; bId: string | null }

async function readPairs(client: PoolClient, focal: string): Promise<Pair[]> {
  const { rows } = await client.query<Pair>(`
    SELECT p.a, p.b, y.id AS "aId", z.id AS "bId" FROM import_pair p
    JOIN "System" y ON y.name = p.a LEFT JOIN "System" z ON z.name = p.b ORDER BY p.first`)
  const without = focal ? rows.find(({ a }) => a !== focal) : undefined
  if (without) {
    const message = without.b
      ? `Not every pair has ${focal}: ${without.a} and ${without.b} were compared, too. Leave the focal system open.`
      : 'Of systems that are rated none is focal.'
    throw new AppError('invalid', { message, fields: { focal: [message] } })
  }
  return rows
}

type Made = {
  input: FinishedStudyInput
  actorId: string
  promptSetId: string
  format: JudgmentFormat
  files: readonly ImportedFile[]
  pairs: readonly Pair[]
}

/** The study with its systems, pairs, questions and groups. */
async function insertStudy(client: PoolClient, { input, actorId, promptSetId, format, files, pairs }: Made) {
  const { importId, title, focal, group, models } = input
  const studyId = randomUUID()
  const source = `Imported from ${files.length === 1 ? files[0]?.name : `${files.length} files`}, read as ${format.name}. Of several judgments of an item by one annotator counts ${REPEATS[input.repeats]}.`
  const protocol = isOfRatings(format) ? 'RATING' : 'COMPARISON'
  const pairing = protocol === 'RATING' ? 'ALL' : focal ? 'FOCAL' : 'LISTED'
  const { rows } = await client.query<{ at: Date }>(
    `INSERT INTO "Study" (id, title, origin, status, source, "promptSetId", pairing, protocol, samples, seed, "createdById", "createdAt", "openedAt", "closedAt")
     VALUES ($1, $2, 'IMPORTED', 'CLOSED', $3, $4, $5::"Pairing", $7::"Protocol", (${SAMPLES}), 0, $6, date_trunc('milliseconds', now()), date_trunc('milliseconds', now()), date_trunc('milliseconds', now()))
     RETURNING "openedAt" AS at`,
    [studyId, title, source, promptSetId, pairing, actorId, protocol],
  )
  await client.query('INSERT INTO "StudyMember" ("studyId", "userId", role) VALUES ($1, $2, \'OWNER\')', [
    studyId,
    actorId,
  ])
  const systems = [...new Set(pairs.flatMap(({ aId, bId }) => (bId === null ? [aId] : [aId, bId])))]
  const compared = pairs.filter(({ bId }) => bId !== null)
  await client.query(
    `INSERT INTO "StudySystem" ("studyId", "systemId", position, focal)
     SELECT $1, id, position - 1, $3 AND position = 1 FROM unnest($2::uuid[]) WITH ORDINALITY AS s(id, position)`,
    [studyId, systems, focal !== ''],
  )
  await client.query(
    `INSERT INTO "StudyPair" ("studyId", "systemAId", "systemBId", position)
     SELECT $1, a, b, position - 1 FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS p(a, b, position)`,
    [studyId, compared.map(({ aId }) => aId), compared.map(({ bId }) => bId)],
  )
  const criteria = await insertCriteria(client, studyId, format)
  return {
    studyId,
    at: rows[0]?.at as Date,
    criteria,
    groups: await insertGroups(client, { importId, studyId, group, models }),
  }
}

/** How many responses of one system to one prompt are rated; of comparisons the first is shown. */
const SAMPLES = `SELECT CASE WHEN $7 = 'RATING' THEN max(n) ELSE 1 END
  FROM (SELECT count(*)::int AS n FROM import_response GROUP BY "promptId", "systemId") had`

async function insertCriteria(client: PoolClient, studyId: string, format: JudgmentFormat) {
  const criteria = format.criteria.map((criterion) => ({ ...criterion, id: randomUUID() }))
  for (const [position, { id, question, ...criterion }] of criteria.entries()) {
    await client.query('INSERT INTO "Criterion" ("studyId", id, position, question) VALUES ($1, $2, $3, $4)', [
      ...[studyId, id, position, question],
    ])
    for (const [place, { code, score, label }] of optionsOf({ question, ...criterion }).entries())
      await client.query(
        'INSERT INTO "CriterionOption" ("studyId", "criterionId", code, label, score, position) VALUES ($1, $2, $3, $4, $5, $6)',
        [studyId, id, code, label, score, place],
      )
  }
  return criteria
}

type Described = {
  input: FinishedStudyInput
  files: readonly ImportedFile[]
  format: JudgmentFormat
  leftOut: Record<string, number>
  counts: Record<string, number>
  pairs: readonly Pair[]
  groups: readonly { source: string; kind: string }[]
  mapping: Mapping | null
}

/** What is frozen of it: the same files read the same way give the same text. */
function describe({ input, files, format, mapping, leftOut, counts, pairs, groups }: Described) {
  return {
    format: 'evenhand-import/1',
    title: input.title,
    files: files.map(({ name, bytes, sha256: hash, records }) => ({ name, bytes, sha256: hash, records })),
    readAs: { id: format.id, name: format.name, policy: format.policy, ...(mapping && { mapping }) },
    criteria: format.criteria.map((criterion) => ({ question: criterion.question, options: optionsOf(criterion) })),
    repeats: input.repeats,
    focal: input.focal || null,
    group: input.group || null,
    groups: groups.map(({ source, kind }) => ({ name: source, kind })),
    ...(isOfRatings(format) ? { rated: pairs.map(({ a }) => a) } : { pairs: pairs.map(({ a, b }) => ({ a, b })) }),
    counts: { ...counts, leftOut },
  }
}
