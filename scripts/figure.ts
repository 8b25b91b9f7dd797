import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { AnalysisPage } from '@/lib/analysis/analysis-page'
import type { Access } from '@/lib/auth/access'
import { endWithReader } from './closed-pipe'
import { findDatabase, UsageError } from './find-database'

const USAGE = `Writes figures of a study into files, the same that its pages give.

  npm run figure -- STUDY FILE … [--out FOLDER] [--show QUERY] [--as EMAIL]

  STUDY         its title, or its id
  FILE          a figure with the kind of file after a point, such as figure-1.svg, agreement.csv or strengths.pdf;
                “all.svg” is every figure that the data have
  --out FOLDER  where they go; here otherwise
  --show QUERY  what is shown, as in the address of the results page: "rule=majority&group=crowd"
  --as EMAIL    the admin in whose name it is done; the first otherwise

Ends with 0, with 1 when nothing was written, with 2 when the command was wrong.`

const OPTIONS = {
  out: { type: 'string', default: '.' },
  show: { type: 'string', default: '' },
  as: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

function readCommand() {
  try {
    const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
    const [study, ...files] = positionals
    if (values.help || !study || files.length === 0) throw new UsageError(USAGE)
    return { study, files, ...values }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`, { cause: error })
  }
}

/** Statistics are computed by a job: the command works at it where nobody else does, and waits until they are there. */
async function readWhenDone(access: Access<'study:results'>, criterion: number): Promise<AnalysisPage> {
  const { readAnalysisPage } = await import('@/lib/analysis/analysis-page')
  const { analysisJob } = await import('@/lib/analysis/analysis-job')
  const { Worker } = await import('@/lib/jobs/worker')
  const worker = new Worker([analysisJob as never])
  await worker.start()
  try {
    for (;;) {
      const page = await readAnalysisPage(access, criterion)
      const { analysis } = page
      const pending = analysis?.state === 'done' ? analysis.behind : analysis
      if (pending?.state !== 'running') return page
      console.error(`Computing: ${Math.round((100 * pending.done) / pending.total)}%`)
      await wait(1000)
    }
  } finally {
    await worker.stop()
  }
}

async function run(): Promise<number> {
  const { study, files, out, show, as } = readCommand()
  findDatabase()
  // Loaded only now: these read the environment.
  const { authorizeActor, authorizeActorSite } = await import('@/lib/auth/access')
  const { findActingAdmin } = await import('@/lib/auth/acting-admin')
  const { figureData } = await import('@/lib/figures/figure-data')
  const { toFigureQuery } = await import('@/lib/figures/figure-query')
  const { FIGURE_FORMATS } = await import('@/lib/figures/files/formats')
  const { parseFileNames } = await import('@/lib/figures/files/parse-file-name')
  const { requireResults } = await import('@/lib/looks/looks')
  const { findStudy } = await import('@/lib/studies/find-study')
  if (parseFileNames(files).includes(null))
    throw new UsageError(`One of these is no figure: ${files.join(', ')}\n\n${USAGE}`)
  const actor = await findActingAdmin(as)
  const { id } = await findStudy(authorizeActorSite(actor, 'studies:list'), study)
  const access = await authorizeActor(actor, id, 'study:results')
  await requireResults(access)
  const query = toFigureQuery(Object.fromEntries(new URLSearchParams(show)))
  const data = figureData(access, query, { page: await readWhenDone(access, query.criterion) })
  const asked = parseFileNames(files, await data.protocol())
  mkdirSync(out, { recursive: true })
  let missing = 0
  for (const file of asked) {
    if (!file) continue
    const { kind, ending } = file
    const figure = await kind.make(data)
    const { isDrawn, write } = FIGURE_FORMATS[ending]
    if (figure && (figure.draw || !isDrawn)) {
      const to = path.join(out, `${kind.name}.${ending}`)
      await writeFile(to, await write(figure))
      console.log(to)
    } else {
      missing++
      console.error(
        `${kind.name}.${ending}: the data have no such figure${figure ? ' to draw; its CSV has the numbers' : ''}.`,
      )
    }
  }
  return missing === asked.length ? 1 : 0
}

async function main(): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (!(error instanceof UsageError) && error.name !== 'AppError') throw error
    console.error(error.message)
    return error instanceof UsageError ? 2 : 1
  } finally {
    if (process.env.DATABASE_URL) await (await import('@/lib/db/client')).disconnect()
  }
}

endWithReader()
process.exitCode = await main()
