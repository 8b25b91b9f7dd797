import { db } from '@/lib/db/client'
import { enrolPeople } from '@/lib/testing/fixtures'
import { makeVerdict } from '@/lib/testing/judging'
import { act, type BuiltAction, builtActions, isDone } from './actions'
import { type Attack, finding } from './attack'
import { cookieOf } from './cast'
import { type Acknowledged, findBroken, judgeOn, nextPair } from './judge'
import type { Target } from './target'

/** The same thing at the same moment, and things that exclude each other. */
export const races: Attack = {
  name: 'races',
  does: 'opens, pauses, closes, judges and repeats at the same moment',
  async run(target) {
    return [
      finding('a study opens once, whoever presses how often', await openAtOnce(target)),
      finding('pausing, resuming and closing lose and double nothing', await judgeWhileItChanges(target)),
      finding('a verdict sent twenty times is stored once', await replay(target)),
      finding('a slot of somebody else takes no verdict', await takeForeignSlots(target)),
    ]
  },
}

const TEN = Array.from({ length: 10 })

function actionNamed(name: string): BuiltAction {
  const found = builtActions().find((each) => each.name.endsWith(` ${name}`))
  if (!found) throw new Error(`There is no action ${name}`)
  return found
}

async function openAtOnce(target: Target): Promise<string[]> {
  const { cast } = target
  const [studyId, open] = [await cast.draft({ title: 'Opened at once' }), actionNamed('openDraft')]
  await Promise.all(TEN.map(() => act(target, open, cast.cookies.get('member'), { studyId })))
  const slots = await db.assignment.findMany({ where: { studyId }, select: { itemId: true, slot: true, repeat: true } })
  const places = new Set(slots.map(({ itemId, slot, repeat }) => `${itemId}/${slot}/${repeat}`))
  const wanted = cast.design.overlap * (await db.item.count({ where: { studyId } }))
  const opened = await db.auditEntry.count({ where: { studyId, action: 'study.open' } })
  return [
    ...(opened === 1 ? [] : [`opened ${opened} times`]),
    ...(places.size === slots.length && slots.length === wanted ? [] : [`${slots.length} slots, ${wanted} wanted`]),
  ]
}

async function judgeWhileItChanges(target: Target): Promise<string[]> {
  const { cast, ask } = target
  const studyId = await cast.open({ title: 'Changed while judged' })
  const people = await enrolPeople(studyId, 6)
  const cookies = await Promise.all(people.map(({ actor }) => cookieOf(actor)))
  const acknowledged: Acknowledged[] = []
  const judging = cookies.map((cookie) => judgeOn(ask, studyId, cookie, { acknowledged, isOver: () => false }))
  const as = cast.cookies.get('member')
  const [pause, resume, close] = ['pauseStudy', 'resumeStudy', 'closeStudy'].map(actionNamed) as [
    BuiltAction,
    BuiltAction,
    BuiltAction,
  ]
  for (const _ of TEN) await Promise.all([pause, resume].map((step) => act(target, step, as, { studyId })))
  await act(target, resume, as, { studyId })
  const closed = await Promise.all([1, 2, 3].map(() => act(target, close, as, { studyId })))
  await Promise.all(judging)
  const times = closed.filter(isDone).length
  return [...(await findBroken(studyId, acknowledged)), ...(times === 1 ? [] : [`closed ${times} times`])]
}

async function replay({ ask, cast: { studyId, annotators } }: Target): Promise<string[]> {
  const cookie = annotators[0]?.cookie ?? ''
  const assignmentId = (await nextPair(ask, studyId, cookie)) ?? ''
  const body = JSON.stringify({ ...(await makeVerdict(assignmentId)), holding: [] })
  const path = `/api/annotate/${studyId}/judgments`
  const answers = await Promise.all([...TEN, ...TEN].map(() => ask({ method: 'POST', path, cookie, body })))
  const rows = await db.judgment.count({ where: { studyId, assignmentId } })
  const refused = answers.filter(({ status }) => status !== 200).map(({ status }) => `answered ${status}`)
  return [...refused, ...(rows === 1 ? [] : [`${rows} rows`])]
}

async function takeForeignSlots({ ask, cast }: Target): Promise<string[]> {
  const { studyId, otherStudyId, annotators } = cast
  const [one = { cookie: '' }, two = { cookie: '' }] = annotators
  const theirs = (await nextPair(ask, studyId, two.cookie)) ?? ''
  const { id: free } = await db.assignment.findFirstOrThrow({
    where: { studyId, annotatorId: null },
    orderBy: { rank: 'desc' },
  })
  const tries: [studyId: string, slot: string, cookie: string | undefined][] = [
    [studyId, theirs, one.cookie],
    [studyId, free, one.cookie],
    [otherStudyId, theirs, one.cookie],
    [otherStudyId, theirs, cast.cookies.get('of another study')],
    ...(['nobody', 'disabled', 'without a study', 'member', 'admin'] as const).map(
      (role): [string, string, string | undefined] => [studyId, theirs, cast.cookies.get(role)],
    ),
  ]
  const taken: string[] = []
  for (const [study, slot, cookie] of tries) {
    const body = JSON.stringify({ ...(await makeVerdict(slot)), holding: [] })
    const { status } = await ask({ method: 'POST', path: `/api/annotate/${study}/judgments`, cookie, body })
    if (status === 200 || status === 0 || status >= 500) taken.push(`answered ${status}`)
  }
  const stored = await db.judgment.count({ where: { assignmentId: { in: [theirs, free] } } })
  return [...taken, ...(stored === 0 ? [] : [`${stored} rows`])]
}
