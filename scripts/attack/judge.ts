import { randomUUID } from 'node:crypto'
import { db } from '@/lib/db/client'
import type { DeskState, VerdictReceipt } from '@/lib/judgments/schema'
import { checkStudy, WHOLE } from '@/lib/testing/judging'
import type { Target } from './target'

type Ask = Target['ask']

/** What a browser was told is saved: the submission's key, and the side that was chosen as it was shown. */
export type Acknowledged = { key: string; choice: string }

/** The pair that stands before an annotator; undefined when there is none. */
export async function nextPair(ask: Ask, studyId: string, cookie: string): Promise<string | undefined> {
  return (await readDesk(ask, studyId, cookie)).pairs[0]?.assignmentId
}

async function readDesk(ask: Ask, studyId: string, cookie: string): Promise<DeskState> {
  return (await untilAnswered(ask, `/api/annotate/${studyId}/desk`, cookie)) as DeskState
}

/** Judges until nothing is handed out or `isOver` says so; each verdict is sent again, the same, until it is answered. */
export async function judgeOn(
  ask: Ask,
  studyId: string,
  cookie: string,
  { acknowledged, isOver }: { acknowledged: Acknowledged[]; isOver: () => boolean },
): Promise<void> {
  const { id: criterion } = await db.criterion.findFirstOrThrow({ where: { studyId } })
  let desk = await readDesk(ask, studyId, cookie)
  while (desk.pairs[0] && !isOver()) {
    const choice = ['A', 'TIE', 'B'][acknowledged.length % 3] as string
    const answers = [{ criterion, turn: 0, choice }]
    const times = { elapsedMs: 3000, activeMs: 2500 }
    const { assignmentId } = desk.pairs[0]
    const said = { assignmentId, submissionKey: randomUUID(), answers, ...times, holding: [] }
    const at = `/api/annotate/${studyId}/judgments`
    const receipt = (await untilAnswered(ask, at, cookie, said)) as VerdictReceipt | null
    if (receipt) acknowledged.push({ key: receipt.saved, choice })
    // A pair that went to somebody else meanwhile is no fault; what comes next is asked for.
    desk = receipt?.desk.pairs[0] ? receipt.desk : await readDesk(ask, studyId, cookie)
  }
}

/** Asks until there is an answer that is no fault of the server's; null for a refusal. */
async function untilAnswered(ask: Ask, path: string, cookie: string, said?: object): Promise<unknown> {
  for (let tries = 0; tries < 600; tries++) {
    const post = said && { method: 'POST', body: JSON.stringify(said) }
    const headers = { 'content-type': 'application/json' }
    const { status, text } = await ask({ path, cookie, headers, ...post, patience: 10_000 })
    if (status === 200) return JSON.parse(text)
    if (status >= 400 && status < 500) return null
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${path} was not answered`)
}

/** What breaks a study's promises, once by name: verdicts lost, doubled, on a wrong side, and all that `checkStudy` finds. */
export async function findBroken(studyId: string, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const stored = await db.judgment.findMany({ where: { studyId }, include: { assignment: true } })
  const byKey = new Map(stored.map((row) => [row.submissionKey, row]))
  const lost = acknowledged.filter(({ key }) => !byKey.has(key)).map(({ key }) => `lost ${key}`)
  const turned = acknowledged.flatMap(({ key, choice }) => {
    const row = byKey.get(key)
    return row && row.choice !== canonical(choice, row.assignment.leftIsA === true) ? [`wrong side ${key}`] : []
  })
  const found = Object.entries(await checkStudy(studyId))
    .filter(
      ([name, value]) => name in WHOLE && JSON.stringify(value) !== JSON.stringify(WHOLE[name as keyof typeof WHOLE]),
    )
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  return [...lost, ...turned, ...found]
}

const OPPOSITE: Record<string, string> = { A: 'B', B: 'A' }
const canonical = (choice: string, leftIsA: boolean) => (leftIsA ? choice : (OPPOSITE[choice] ?? choice))
