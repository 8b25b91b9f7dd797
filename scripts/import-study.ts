import { createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import type { SiteAccess } from '@/lib/auth/access'
import type { JudgmentReview } from '@/lib/uploads/judgments/review-judgments'
import type { RepeatRule } from '@/lib/uploads/judgments/schema'
import { findDatabase, UsageError } from './find-database'
import { readMap } from './read-map'

type Values = {
  title?: string | undefined
  set?: string | undefined
  repeats?: string | undefined
  focal?: string | undefined
  group?: string | undefined
  format?: string | undefined
  map?: string | undefined
  as?: string | undefined
  'leave-out-problems': boolean
  'dry-run': boolean
}

/** Brings in a finished study from files of judgments. @returns how the process ends */
export async function runStudy(files: readonly string[], values: Values): Promise<number> {
  const { title, repeats, 'dry-run': isDry } = values
  requireFiles(files, 'the judgments')
  if (!isDry && !title) throw new UsageError('Give the study a title: --title TITLE')
  if (!isDry && !isRule(repeats))
    throw new UsageError(
      'Say which of several judgments of an item by one annotator counts: --repeats earliest, latest or all',
    )
  return bring(files, values, 'JUDGMENTS', async (access, importId) => {
    if (isDry || !title || !isRule(repeats)) return null
    const { importStudy } = await import('@/lib/uploads/judgments/import-study')
    const { studyId, judgments } = await importStudy(access, {
      ...{ importId, title, set: values.set ?? title, repeats },
      ...{ focal: values.focal ?? '', group: values.group ?? '', leaveOutProblems: values['leave-out-problems'] },
    })
    return `Imported ${judgments} judgments as the closed study “${title}” (${studyId}).`
  })
}

/** Brings prompts with pairs of responses into a prompt set. @returns how the process ends */
export async function runPairs(files: readonly string[], values: Values): Promise<number> {
  requireFiles(files, 'the pairs')
  const { set } = values
  if (!set) throw new UsageError('Name the prompt set: --set NAME')
  return bring(files, values, 'PAIRS', async (access, importId) => {
    if (values['dry-run']) return null
    const { importPairs } = await import('@/lib/uploads/judgments/import-pairs')
    const input = { importId, set, leaveOutProblems: values['leave-out-problems'] }
    const { prompts, responses, samples } = await importPairs(access, input)
    const further = samples > 0 ? `; ${samples} of them are further samples, and comparisons show the first` : ''
    return `Imported ${prompts} new prompts and ${responses} new responses into the prompt set “${set}”${further}.`
  })
}

function requireFiles(files: readonly string[], what: string): void {
  if (files.length === 0) throw new UsageError(`Name the files with ${what}.`)
  const missing = files.find((file) => !existsSync(file))
  if (missing) throw new UsageError(`There is no file ${missing}.`)
}

/** What is done with files that were read; null for nothing. @returns what was done, in words */
type Finish = (access: SiteAccess<'imports:manage'>, importId: string) => Promise<string | null>

/** Reads files into the waiting room, says what they hold, and lets them be imported, or nothing stay of them. */
async function bring(
  files: readonly string[],
  values: Values,
  holds: 'JUDGMENTS' | 'PAIRS',
  finish: Finish,
): Promise<number> {
  const mapping = await readMap(values.map)
  findDatabase()
  const [{ authorizeActorSite }, { findActingAdmin }, { stageJudgments }, { reviewJudgments }, { discardJudgments }] =
    await Promise.all([
      import('@/lib/auth/access'),
      import('@/lib/auth/acting-admin'),
      import('@/lib/uploads/judgments/stage-judgments'),
      import('@/lib/uploads/judgments/review-judgments'),
      import('@/lib/uploads/judgments/discard-judgments'),
    ])
  const access = authorizeActorSite(await findActingAdmin(values.as), 'imports:manage')
  let importId: string | undefined
  try {
    for (const file of files) {
      const input = { filename: path.basename(file), importId, format: values.format, mapping, holds }
      importId = await stageJudgments(access, input, createReadStream(file))
    }
    await printReview(await reviewJudgments(access, importId as string))
    const done = await finish(access, importId as string)
    if (done === null) await discardJudgments(access, { importId: importId as string })
    console.log(done ?? 'Dry run: nothing was imported.')
    return 0
  } catch (error) {
    // The waiting room is for people; a command is given again.
    if (importId) await discardJudgments(access, { importId }).catch(() => undefined)
    throw error
  }
}

function isRule(rule: string | undefined): rule is RepeatRule {
  return rule === 'earliest' || rule === 'latest' || rule === 'all'
}

async function printReview({
  files,
  format,
  totals,
  systems,
  groups,
  counts,
  problems,
  pairs,
  isOfRatings,
}: JudgmentReview): Promise<void> {
  const { PROBLEMS } = await import('@/lib/uploads/problems')
  const records = files.reduce((sum, file) => sum + file.records, 0)
  console.log(
    `${files.length === 1 ? files[0]?.name : `${files.length} files`}: ${records} records, read as ${format.name}`,
  )
  for (const sentence of Object.values(format.policy)) console.log(`  ${sentence}`)
  if (pairs)
    console.log(
      `Prompts ${totals.prompts}, systems ${systems.length}, pairs of systems ${totals.pairs}: ${systems.join(', ')}`,
    )
  else printJudgments({ totals, systems, groups, isOfRatings })
  for (const { problem, count } of counts) console.log(`Left out: ${PROBLEMS[problem].short} ${count}`)
  for (const { file, line, problem, detail } of problems.slice(0, 20))
    console.log(
      `${files[file]?.name} line ${line}: ${[PROBLEMS[problem].what, detail].filter(Boolean).join(', ')}. ${PROBLEMS[problem].advice}`,
    )
}

type Printed = Pick<JudgmentReview, 'totals' | 'systems' | 'groups' | 'isOfRatings'>

function printJudgments({ totals, systems, groups, isOfRatings }: Printed): void {
  const share = (n: number, of: number) => (of === 0 ? 'none' : `${((100 * n) / of).toFixed(1)} %`)
  console.log(
    `Judgments ${totals.judgments}, prompts ${totals.prompts}, systems ${systems.length}, pairs ${totals.pairs}`,
  )
  console.log(
    `Groups: ${groups.map(({ name, judgments, annotators }) => `${name} ${judgments} by ${annotators}`).join(', ')}`,
  )
  console.log(`Judgments of an item that its annotator had judged before: ${totals.repeats}`)
  if (isOfRatings) return
  console.log(
    `Ties ${share(totals.ties, totals.verdicts)}; for the system named first ${share(totals.first, totals.verdicts)}`,
  )
  console.log(
    totals.sided === 0
      ? 'Sides: not recorded.'
      : `For the response shown first ${share(totals.shownFirst, totals.sided)} of ${totals.sided}`,
  )
}
