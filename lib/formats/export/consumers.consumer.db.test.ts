import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAnalysis } from '@/lib/analysis/read-analysis'
import { db } from '@/lib/db/client'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { freezeResults } from '@/lib/results/snapshots'
import { judgedByThree, PEOPLE } from '@/lib/testing/judged-by-three'
import { readStudyFile, unzip } from '@/lib/testing/study-file'
import { grantAdmin } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'
import { STUDY_FILES } from './study-files'

workHere()

/** The Python in which the consumers are installed: scripts/consumers puts it there. */
const python = process.env.EVENHAND_CONSUMERS_PYTHON ?? ''

/** What figure 1 says of the focal system, by whose verdicts they are. */
type Shares = { wins: number; ties: number; losses: number; n: number }

const shares: Record<string, Shares> = {}
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'evenhand-consumers-'))
  for (const [people, say] of Object.entries(PEOPLE)) {
    const { studyId } = await judgedByThree(say)
    const results = await grantAdmin(studyId, 'study:results')
    const { rows } = await winTieLoss(results)
    const { wins, ties, losses, n } = rows[0] as Shares
    shares[people] = { wins, ties, losses, n }
    // What is meant for everybody has texts where their licence lets them be given on.
    await db.promptSet.updateMany({ where: { studies: { some: { id: studyId } } }, data: { licence: 'CC0-1.0' } })
    // A bundle is of numbers that were frozen.
    await readAnalysis(results, 'Question 0', 60_000)
    await freezeResults(results, { studyId, note: 'Proof', rule: 'all', criterion: 0 })
    await writeFiles(studyId, path.join(folder, people))
  }
}, 300_000)

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** What only a study has that was opened from a design. */
const OF_OPENED = ['protocol.json', 'preregistration.md']

/** Every file of a study of comparisons, archives taken apart. */
async function writeFiles(studyId: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true })
  for (const { name, of } of STUDY_FILES) {
    if (of === 'RATING' || OF_OPENED.includes(name)) continue
    const file = await readStudyFile(studyId, name)
    await writeFile(path.join(target, name), file)
    if (!name.endsWith('.zip')) continue
    for (const [inside, text] of Object.entries(await unzip(file))) {
      // Of bytes there is no text.
      if (/\.(parquet|pdf)$/.test(inside)) continue
      const place = path.join(target, path.basename(name, '.zip'), inside)
      await mkdir(path.dirname(place), { recursive: true })
      await writeFile(place, text)
    }
  }
}

/** What a consumer found in each study's files. */
async function askConsumer(name: string): Promise<unknown> {
  const script = path.resolve('scripts/consumers/consumers.py')
  // Nothing is asked of a network; AlpacaEval will not load without a key, of which it makes no use.
  const env = { ...process.env, HF_HUB_OFFLINE: '1', HF_HOME: path.join(folder, 'hub'), OPENAI_API_KEY: 'none' }
  const { stdout } = await promisify(execFile)(python, ['-W', 'ignore', script, name, folder], {
    ...{ env, cwd: folder, maxBuffer: 1e7 },
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

const close = (value: number) => expect.closeTo(value, 9)

/** What a consumer that counts wins, ties and losses has to find. */
const counts = ({ wins, ties, losses, n }: Shares) => ({ wins, ties, losses, n })
/** The share of wins, ties as half. */
const score = ({ wins, ties, n }: Shares) => close((wins + ties / 2) / n)

type Finding = (of: Shares) => object

/** What each consumer has to find, by the numbers of figure 1. */
const CONSUMERS: Record<string, Finding> = {
  pandas: (of) => ({ csv: counts(of), parquet: counts(of), xlsx: counts(of), reasons: 15 }),
  // By pandas: each is beside its file, with as many rows as it says, and accounts for every verdict.
  manifests: () => ({ several: true, rows: [], verdicts: [] }),
  pyarrow: (of) => ({ ...counts(of), types: TYPES }),
  datasets: (of) => ({ judgments: counts(of), pairs: 20, preferences: of.wins + of.losses, wins: of.wins }),
  trl: (of) => ({ conversational: [true, true, false], unpaired: 2 * (of.wins + of.losses), same: true }),
  'alpaca-eval': (of) => ({ score: score(of), n: of.n, ties: of.ties }),
  'crowd-kit': ({ wins, losses }) => ({
    ...{ rows: wins + losses, wins, systems: 2, share: close(wins / (wins + losses)) },
  }),
  choix: (of) => ({ rows: of.n, score: of.wins === of.n ? null : score(of) }),
  'label-studio-sdk': ({ wins, n }) => ({ tasks: 20, valid: true, bad: false, wins, n }),
  argilla: ({ wins, n }) => ({ records: 20, same: true, wins, n }),
  mlcroissant: (of) => ({ ...counts(of), items: 20, pairs: 20 }),
  'inspect-ai': (of) => ({ samples: 20, score: score(of) }),
}

const TYPES = {
  ...{ submitted_at: 'timestamp[ms, tz=UTC]', in_force: 'bool', item: 'int32', score: 'double', rationale: 'string' },
  prompt: 'list<element: struct<role: string, content: string>>',
}

test.each(Object.entries(CONSUMERS))(
  '%s reads the files of perfect, random and left-biased annotators, and finds our numbers',
  async (name, finding) => {
    const found = await askConsumer(name)
    expect(found).toEqual(Object.fromEntries(Object.entries(shares).map(([people, of]) => [people, finding(of)])))
  },
)
