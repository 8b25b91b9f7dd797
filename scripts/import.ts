import { createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { AppError } from '@/lib/errors'
import type { ProblemCode } from '@/lib/uploads/problems'
import type { UploadReview } from '@/lib/uploads/review-upload'
import type { Unread } from '@/lib/uploads/unread'
import { findDatabase, UsageError } from './find-database'
import { runPairs, runStudy } from './import-study'
import { readMap } from './read-map'

const USAGE = `Imports prompts or responses from a file, prompts with pairs of responses, or a finished study from files of judgments,
as the pages do, without a limit of size.

  npm run import -- prompts FILE… --set NAME
  npm run import -- responses FILE… --set NAME [--system NAME]
  npm run import -- pairs FILE… --set NAME
  npm run import -- study FILE… --title TITLE --repeats earliest|latest|all

A FILE may be hf://datasets/OWNER/NAME[@REVISION], a data set of the Hugging Face Hub; HF_TOKEN is used where it is set.

  --files NAME           of a data set of the hub: which of its files, such as data/train.parquet
  --set NAME             the prompt set; prompts make a new one, or with --add go into one that exists
  --system NAME          the system whose output the files hold; without it the files have to name theirs, one or several
  --map MAPPING          a file that says what the columns mean, of tables in no format of ours
  --add                  prompts: add to the set that has this name
  --leave-out-problems   import the rest although some rows have problems
  --leave-out-fields     import although fields that are not read hold more text than those that are
  --accept-empty         responses: import empty ones as said by the system
  --title TITLE          of the study; its prompt set has this name, too, unless --set gives another
  --repeats RULE         which of somebody's judgments of one item counts
  --focal NAME           study: the system in question, where each pair has it
  --group NAME           study: one group for all, in place of those in the files
  --format ID            study, pairs: read the files as this format only
  --dry-run              only say what would be imported
  --as EMAIL             the admin or researcher in whose name it is done; the first admin otherwise

Ends with 0 when all went well, 1 when nothing was imported because of the file, 2 when the command was wrong.`

const HUB = 'hf://'

const OPTIONS = {
  set: { type: 'string' },
  map: { type: 'string' },
  files: { type: 'string' },
  system: { type: 'string' },
  add: { type: 'boolean', default: false },
  'leave-out-problems': { type: 'boolean', default: false },
  'leave-out-fields': { type: 'boolean', default: false },
  'accept-empty': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  title: { type: 'string' },
  repeats: { type: 'string' },
  focal: { type: 'string' },
  group: { type: 'string' },
  format: { type: 'string' },
  as: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

function readCommand({ values, positionals }: ReturnType<typeof parse>) {
  const [what, ...files] = positionals
  if (what !== 'prompts' && what !== 'responses')
    throw new UsageError(`Say “prompts”, “responses”, “pairs” or “study” first.\n\n${USAGE}`)
  const [file] = files
  if (!file) throw new UsageError('Name the files.')
  const isOfHub = file.startsWith(HUB)
  if (isOfHub && files.length > 1) throw new UsageError('Name one data set of the hub, and its files by --files.')
  const missing = isOfHub ? undefined : files.find((one) => !existsSync(one))
  if (missing) throw new UsageError(`There is no file ${missing}.`)
  if (!values.set) throw new UsageError('Name the prompt set: --set NAME')
  return {
    kind: what === 'prompts' ? 'PROMPTS' : 'RESPONSES',
    file,
    others: files.slice(1),
    set: values.set,
    system: values.system,
    values,
  } as const
}

function parse() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : USAGE, { cause: error })
  }
}

async function run(): Promise<number> {
  const given = parse()
  if (given.values.help) throw new UsageError(USAGE)
  const [what, ...files] = given.positionals
  if (what === 'study') return runStudy(files, given.values)
  if (what === 'pairs') return runPairs(files, given.values)
  const command = readCommand(given)
  findDatabase()
  // Loaded only now: these read the environment.
  const [{ prepareImport }, { stageUpload }, { reviewUpload }, { importUpload }, { discardUpload }] = await Promise.all(
    [
      import('@/lib/uploads/prepare-import'),
      import('@/lib/uploads/stage-upload'),
      import('@/lib/uploads/review-upload'),
      import('@/lib/uploads/import-upload'),
      import('@/lib/uploads/discard-upload'),
    ],
  )
  const { values, file, others } = command
  const mapping = await readMap(values.map)
  const { access, input } = await prepareImport({
    ...command,
    filename: path.basename(file),
    add: values.add,
    as: values.as,
    mapping,
  })
  const uploadId = file.startsWith(HUB)
    ? await pull(access, input, file, values.files)
    : await stageUpload(access, input, createReadStream(file))
  try {
    for (const other of others) {
      const further = { ...input, uploadId, filename: path.basename(other) }
      await stageUpload(access, further, createReadStream(other))
    }
  } catch (error) {
    await discardUpload(access, { uploadId }).catch(() => undefined)
    throw error
  }
  const review = await reviewUpload(access, uploadId)
  await printReview(review)
  if (values['dry-run']) {
    await discardUpload(access, { uploadId })
    console.log('Dry run: nothing was imported.')
    return 0
  }
  try {
    const choice = {
      leaveOutProblems: values['leave-out-problems'],
      leaveOutFields: values['leave-out-fields'],
      acceptEmpty: values['accept-empty'],
    }
    const { imported, present } = await importUpload(access, { uploadId, ...choice })
    console.log(`Imported ${imported}; ${present} were there already.`)
    return 0
  } catch (error) {
    // The waiting room is for people; a command is given again.
    await discardUpload(access, { uploadId }).catch(() => undefined)
    throw error
  }
}

type Admin = Awaited<ReturnType<typeof import('@/lib/uploads/prepare-import').prepareImport>>

/** Brings files of a data set into the waiting room. */
async function pull(
  access: Admin['access'],
  { kind, promptSetId, name }: Admin['input'],
  dataSet: string,
  files: string | undefined,
): Promise<string> {
  const { lookAtHub, pullFromHub } = await import('@/lib/uploads/hub/pull')
  const token = process.env.HF_TOKEN ?? ''
  const { commit, groups } = await lookAtHub(access, { dataSet, token })
  const names = groups.map((group) => group.name)
  const group = files ?? (names.length === 1 ? names[0] : undefined)
  if (group === undefined || !names.includes(group))
    throw new UsageError(`Say which files of the data set: --files ${names.slice(0, 50).join(', or --files ')}`)
  console.log(`${dataSet} as of commit ${commit}`)
  return pullFromHub(access, { dataSet, token, kind, promptSetId, name, commit, group }, Number.POSITIVE_INFINITY)
}

async function printReview({
  upload,
  format,
  files,
  target,
  warnings,
  fine,
  present,
  extra,
  counts,
  problems,
  coverage,
  names,
  unread,
}: UploadReview): Promise<void> {
  const { PROBLEMS, WARNINGS } = await import('@/lib/uploads/problems')
  const name = files.length > 1 ? `${files.length} files` : upload.filename
  console.log(`${name}: ${upload.lines} ${format.unit}s, read as ${format.name} (${format.container})`)
  for (const { name: file, note } of files) if (note) console.log(`${file}: ${note}.`)
  if (upload.kind === 'RESPONSES' && upload.name === '')
    for (const { name: system, fine: n, isKnown } of target.systems)
      console.log(`  ${system}${isKnown ? '' : ' (new)'}: ${n} responses`)
  if (unread) await printUnread(unread)
  for (const { warning, count } of warnings.counts)
    console.log(`${count} responses: ${WARNINGS[warning]}; imported as they are.`)
  if (coverage) {
    const of = (code: ProblemCode) => counts[code] ?? 0
    console.log(
      `Of ${coverage.total} prompts: ${coverage.covered} with a response, ${of('unknown_prompt')} unknown, ${of('duplicate')} duplicates, ${of('empty_response')} empty`,
    )
  }
  printSums([
    [`${format.unit}s in the file`, upload.lines],
    ...(extra > 0 ? ([['further samples in them', extra]] as const) : []),
    ...Object.entries(counts).map(([code, n]) => [PROBLEMS[code as ProblemCode].short, -n] as const),
    ...(present > 0 ? ([['there already', -present]] as const) : []),
    ['fine and new', fine],
  ])
  for (const { file, line, record, externalId, problem, detail } of problems) {
    const within = files.length > 1 ? `${files[file]?.name} ` : ''
    const place = `${within}${format.unit} ${format.isByLine ? line : record}`
    console.log(
      `${place}: ${[PROBLEMS[problem].what, externalId, detail].filter(Boolean).join(', ')}. ${PROBLEMS[problem].advice}`,
    )
  }
  if (names && names.responses > 0)
    console.log(
      `Names of makers, models or this system in ${names.responses} responses: ${names.words.map(({ word, responses }) => `${word} ${responses}`).join(', ')}. Each study decides what becomes of them.`,
    )
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (total > problems.length) console.log(`… and ${total - problems.length} more problem rows.`)
}

async function printUnread(unread: Unread): Promise<void> {
  const { sharesUnread } = await import('@/lib/uploads/unread')
  const fields = sharesUnread(unread).map(
    ({ field, share, known }) =>
      `${field} (${Math.round(100 * share)} %${known === 'OTHER' ? ', of the other kind' : ''})`,
  )
  if (unread.more > 0) fields.push(`${unread.more} more`)
  if (fields.length > 0) console.log(`Fields not read, with their share of records: ${fields.join(', ')}`)
}

function printSums(rows: readonly (readonly [label: string, n: number])[]): void {
  const [labels, numbers] = [rows.map(([label]) => label), rows.map(([, n]) => n.toLocaleString('en'))]
  const widths = [labels, numbers].map((cells) => Math.max(...cells.map(({ length }) => length)))
  for (const [index, label] of labels.entries())
    console.log(`  ${label.padEnd(widths[0] ?? 0)}  ${(numbers[index] ?? '').padStart(widths[1] ?? 0)}`)
}

async function main(): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(error.message)
      return 2
    }
    if (error instanceof Error && error.name === 'AppError') {
      console.error(error.message)
      const { code, fields } = error as AppError
      for (const messages of Object.values(fields ?? {})) console.error(messages.join(' '))
      if (code === 'upload_has_problems')
        console.error('To choose: --leave-out-problems, --leave-out-fields, --accept-empty. What they do: --help.')
      return 1
    }
    throw error
  } finally {
    if (process.env.DATABASE_URL) await (await import('@/lib/db/client')).disconnect()
  }
}

// Whoever pipes this into `head` stops listening; the import goes on.
process.stdout.on('error', () => undefined)
process.exitCode = await main()
