import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { readProblem } from '@/components/judge/wire'
import { db } from '@/lib/db/client'
import { PERSON_HEADER } from '@/lib/judgments/person-header'
import { enrolPeople, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { expect, judgments, pressUntil, test, verdictButton } from './desk-fixture'

type Seat = { page: Page; studyId: string; userId: string; annotatorId: string; judged: string; held: string }

const setStatus =
  (status: 'OPEN' | 'PAUSED' | 'CLOSED') =>
  async ({ studyId }: { studyId: string }) => {
    await db.study.update({
      where: { id: studyId },
      data: { status, closedAt: status === 'CLOSED' ? new Date() : null },
    })
  }
const annotator = ({ studyId, annotatorId }: Seat, data: { deactivatedAt: Date | null }) =>
  db.annotator.update({ where: { studyId_id: { studyId, id: annotatorId } }, data })

/** How a study, or somebody's part in it, may stand; each from one verdict given and one pair held. */
const STATES: Record<string, (seat: Seat, signIn: (page: Page, userId: string) => Promise<void>) => Promise<unknown>> =
  {
    open: async () => {},
    paused: setStatus('PAUSED'),
    closed: setStatus('CLOSED'),
    'closed, lease over': async (seat) => {
      const past = { leaseUntil: new Date(Date.now() - 1000) }
      const { studyId, annotatorId } = seat
      await db.assignment.updateMany({ where: { studyId, annotatorId, doneAt: null }, data: past })
      await setStatus('CLOSED')(seat)
    },
    capped: ({ studyId }) => db.study.update({ where: { id: studyId }, data: { cap: 1 } }),
    'left out': (seat) => annotator(seat, { deactivatedAt: new Date() }),
    'account disabled': ({ userId }) => db.user.update({ where: { id: userId }, data: { disabledAt: new Date() } }),
    'session ended': ({ page }) => page.context().clearCookies(),
    'somebody else signed in': async ({ page, studyId }, signIn) => {
      const [other] = await enrolPeople(studyId, 1)
      await signIn(page, other?.actor.id ?? '')
    },
    'study gone': async (seat) => {
      seat.studyId = randomUUID()
    },
  }

const ANSWERS: Record<string, Record<string, string>> = {
  open: { claim: 'judging', submit: 'saved', aside: 'saved', revise: 'saved', history: 'read', pair: 'read' },
  paused: { claim: 'paused', submit: 'saved', aside: 'saved', revise: 'parked', history: 'read', pair: 'read' },
  closed: { claim: 'closed', submit: 'saved', aside: 'saved', revise: 'study_closed', history: 'read', pair: 'read' },
  'closed, lease over': {
    ...{ claim: 'closed', submit: 'late', aside: 'late', revise: 'study_closed', history: 'read', pair: 'read' },
  },
  capped: { claim: 'judging', submit: 'saved', aside: 'saved', revise: 'saved', history: 'read', pair: 'read' },
  'left out': all('left_out'),
  'account disabled': all('signed_out'),
  'session ended': all('signed_out'),
  'somebody else signed in': all('other_person'),
  'study gone': all('left_out'),
}

function all(answer: string) {
  return {
    claim: answer,
    submit: answer,
    aside: answer,
    revise: answer,
    history: answer,
    pair: answer,
    consent: answer,
  }
}

/** What the browser makes of what the server answers. */
async function act({ page, studyId, userId, judged, held }: Seat, action: string): Promise<string> {
  const headers = { [PERSON_HEADER]: userId, 'sec-fetch-site': 'same-origin' }
  const url = (path: string) => `/api/annotate/${studyId}/${path}`
  const post = (path: string, data: unknown) => page.request.post(url(path), { headers, data })
  const made = { submissionKey: randomUUID(), holding: [] }
  const timed = { elapsedMs: 1, activeMs: 1 }
  // A study that is gone has no question either.
  const { id: criterion } = (await db.criterion.findFirst({ where: { studyId } })) ?? { id: randomUUID() }
  const answers = (choice: string) => [{ criterion, turn: 0, choice }]
  const asked = {
    claim: () => page.request.get(url('desk'), { headers }),
    history: () => page.request.get(url('history'), { headers }),
    pair: () => page.request.get(url(`pairs/${judged}`), { headers }),
    consent: () => post('consent', { agrees: true }),
    submit: () =>
      post('judgments', { ...made, ...timed, assignmentId: held, answers: answers('TIE'), rationale: 'Why.' }),
    aside: () => post('judgments', { ...made, ...timed, assignmentId: held, flag: 'OTHER', note: 'Why.' }),
    revise: () =>
      post('judgments', { ...made, assignmentId: judged, answers: answers('B'), rationale: 'Why.', revises: true }),
  }[action]
  if (!asked) throw new Error(`no such action: ${action}`)
  const answer = await asked()
  const body: unknown = await answer.json().catch(() => null)
  if (answer.ok()) return action === 'claim' ? (body as { status: string }).status : statusOf(action)
  const said = readProblem(answer.status(), body)
  return said.kind === 'held' ? said.why : said.kind === 'refused' ? said.code : said.kind
}

function statusOf(action: string): string {
  return ['history', 'pair'].includes(action) ? 'read' : 'saved'
}

for (const [state, actions] of Object.entries(ANSWERS))
  test(`${state}: each action has an answer that stands`, async ({ page, signIn }) => {
    for (const [action, expected] of Object.entries(actions)) {
      const { studyId } = await makeOpenStudy({ prompts: 4, design: { rationale: 'OPTIONAL', reviseLast: 5 } })
      const [person] = await enrolPeople(studyId, 1)
      if (!person) throw new Error('nobody enrolled')
      const seat = { page, studyId, userId: person.actor.id, annotatorId: person.annotator.id, judged: '', held: '' }
      await signIn(page, seat.userId)
      expect(await act(seat, 'claim')).toBe('judging')
      const [first, second] = await db.assignment.findMany({
        where: { studyId, annotatorId: seat.annotatorId },
        orderBy: [{ leasedAt: 'asc' }, { rank: 'asc' }],
      })
      Object.assign(seat, { held: first?.id, judged: second?.id })
      expect(await act({ ...seat, held: seat.judged }, 'submit')).toBe('saved')
      await STATES[state]?.(seat, signIn)
      expect([state, action, await act(seat, action)]).toEqual([state, action, expected])
      // A retry of what was answered is answered alike.
      if (expected !== 'saved') expect(await act(seat, action)).toBe(expected)
    }
  })

test('a draft, and a study whose terms one has not agreed to, hand out nothing and take nothing', async ({
  page,
  signIn,
}) => {
  const draft = await makeDraft({ prompts: 2 })
  const agreed = await makeOpenStudy({ prompts: 2, design: { consent: 'It takes an hour.' } })
  for (const [studyId, standing] of [
    [draft.studyId, 'not_begun'],
    [agreed.studyId, 'consent'],
  ] as const) {
    const [person] = await enrolPeople(studyId, 1)
    if (!person) throw new Error('nobody enrolled')
    const none = { judged: randomUUID(), held: randomUUID() }
    const seat = { page, studyId, userId: person.actor.id, annotatorId: person.annotator.id, ...none }
    await signIn(page, seat.userId)
    expect(await act(seat, 'claim')).toBe(standing)
    for (const action of ['submit', 'aside', 'revise']) expect(await act(seat, action)).toBe('slot_lost')
    expect(await act(seat, 'history')).toBe('read')
    expect(await db.judgment.count({ where: { studyId } })).toBe(0)
  }
})

const closing = { rationale: 'OPTIONAL', reviseLast: 5 } as const
const earlier = (page: Page) => page.getByText('You gave this verdict before', { exact: false })
const expected = (texts: string[]) => texts.every((text) => /40[149] |ERR_INTERNET_DISCONNECTED/.test(text))

test('a study closes over a change of mind: it is told, its words are kept until read, nothing is stuck', async ({
  sitDown,
  complaints,
}) => {
  const { page, studyId } = await sitDown({ pairs: 2, design: closing })
  await expect(verdictButton(page)).toBeEnabled()
  await pressUntil(page, '1', () => page.getByText('2 of 2', { exact: true }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(1)
  await pressUntil(page, 'z', () => earlier(page).isVisible())
  await page.getByRole('button', { name: /Add a reason/ }).click()
  await page.getByLabel(/Your reason/).fill('On a second look B is better.')
  await setStatus('CLOSED')({ studyId })
  // For a moment after a pair has come presses are for the one before.
  await expect(async () => {
    await page.getByRole('button', { name: /Answer B is significantly better/ }).click()
    await expect(earlier(page)).toBeHidden({ timeout: 500 })
  }).toPass()
  const told = page.getByText('The study is closed: a change was not stored', { exact: false })
  const words = page.getByText('On a second look B is better.')
  await expect(told).toBeVisible()
  await expect(words).toBeVisible()
  // The pair on the screen may be finished; then the study is over, with nothing to undo.
  await pressUntil(page, '3', () => page.getByRole('heading', { name: 'The study is closed' }).isVisible())
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo last' })).toHaveCount(0)
  expect(await judgments(studyId)).toBe(2)
  await page.reload()
  await expect(words).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(words).toBeHidden()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'The study is closed' })).toBeVisible()
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible()
  await expect(told).toHaveCount(0)
  await page.keyboard.press('h')
  await expect(page.getByRole('listitem')).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Look again' })).toHaveCount(0)
  expect(await db.judgment.count({ where: { studyId, supersededAt: { not: null } } })).toBe(0)
  expect(expected(complaints.splice(0))).toBe(true)
})

test('a change of mind waits for a paused study, and holds up no verdict', async ({ sitDown, complaints }) => {
  const { page, studyId } = await sitDown({ pairs: 3, design: closing })
  await expect(verdictButton(page)).toBeEnabled()
  await pressUntil(page, '1', () => page.getByText('2 of 3', { exact: true }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(1)
  await pressUntil(page, 'z', () => earlier(page).isVisible())
  await setStatus('PAUSED')({ studyId })
  await pressUntil(page, '2', () => earlier(page).isHidden())
  await expect(page.getByText('1 verdict kept here, sent when it opens again', { exact: false })).toBeVisible()
  await expect(page.getByRole('button', { name: /Undo last/ })).toBeDisabled()
  await pressUntil(page, '3', () => page.getByRole('heading', { name: 'The study is paused' }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(2)
  await expect(page.getByText('1 verdict is kept on this device', { exact: false })).toBeVisible()
  await setStatus('OPEN')({ studyId })
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect.poll(() => judgments(studyId)).toBe(3)
  await expect(page.getByText('3 of 3', { exact: true })).toBeVisible()
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible()
  expect(expected(complaints.splice(0))).toBe(true)
})

test('whoever is left out is told so, with what they wrote, and goes on once let in again', async ({
  sitDown,
  complaints,
}) => {
  const { page, studyId, annotatorId } = await sitDown({ pairs: 3, design: closing })
  const part = { where: { studyId_id: { studyId, id: annotatorId } } }
  await expect(verdictButton(page)).toBeEnabled()
  await db.annotator.update({ ...part, data: { deactivatedAt: new Date() } })
  await pressUntil(page, 'r', () => page.getByLabel(/Your reason/).isVisible())
  await page.getByLabel(/Your reason/).fill('It is kinder.')
  await verdictButton(page).click()
  await expect(page.getByRole('heading', { name: 'You have no part in this study any more' })).toBeVisible()
  await expect(page.getByText('1 verdict was not stored', { exact: false })).toBeVisible()
  await expect(page.getByText('It is kinder.')).toBeVisible()
  expect(await judgments(studyId)).toBe(0)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'You have no part in this study any more' })).toBeVisible()
  await expect(page.getByText('It is kinder.')).toBeVisible()
  expect(await judgments(studyId)).toBe(0)
  await db.annotator.update({ ...part, data: { deactivatedAt: null } })
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('2 of 3', { exact: true })).toBeVisible()
  expect(await judgments(studyId)).toBe(1)
  expect(expected(complaints.splice(0))).toBe(true)
})

test('Undo after “cannot judge” says that it goes to the verdict before', async ({ sitDown }) => {
  const { page, studyId } = await sitDown({ pairs: 4, design: closing })
  await expect(verdictButton(page)).toBeEnabled()
  await pressUntil(page, '1', () => page.getByText('2 of 4', { exact: true }).isVisible())
  await pressUntil(page, 'x', () => page.getByLabel('A note, if you like').isVisible())
  await expect(page.getByText('This cannot be undone.', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Something else' }).click()
  await expect(page.getByText('3 of 4', { exact: true })).toBeVisible()
  await pressUntil(page, 'z', () => earlier(page).isVisible())
  await expect(page.getByText('The pair after this one was set aside, and stays so.', { exact: false })).toBeVisible()
  await expect(verdictButton(page)).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(() => db.assignment.count({ where: { studyId, flag: 'OTHER' } })).toBe(1)
})

test('two people in one browser: neither sees, sends or loses what the other left', async ({
  page,
  sitDown,
  signIn,
  complaints,
}) => {
  const first = await sitDown({ pairs: 6, design: closing })
  const { studyId } = first
  const desk = `/annotate/${studyId}`
  await expect(verdictButton(page)).toBeEnabled()
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible()
  // The first judges one pair without a network, and begins to write on the next.
  await page.context().setOffline(true)
  await pressUntil(page, '1', () => page.getByText('2 of 6', { exact: true }).isVisible())
  await pressUntil(page, 'r', () => page.getByLabel(/Your reason/).isVisible())
  await page.getByLabel(/Your reason/).fill('Only I may read this.')
  const begun = await db.assignment.findMany({
    where: { studyId, annotatorId: first.annotatorId },
    orderBy: [{ leasedAt: 'asc' }, { rank: 'asc' }],
  })
  expect(begun.length).toBeGreaterThanOrEqual(2)
  // The second signs in, in another tab; pairs of the first have gone to them meanwhile.
  const [second] = await enrolPeople(studyId, 1)
  if (!second) throw new Error('nobody enrolled')
  const taken = { annotatorId: second.annotator.id, leaseUntil: new Date(Date.now() + 600_000) }
  await db.assignment.updateMany({
    where: { studyId, id: { in: begun.slice(0, 2).map(({ id }) => id) } },
    data: { ...taken, heldBefore: { [first.annotatorId]: new Date().toISOString() } },
  })
  await signIn(page, second.actor.id)
  await page.context().setOffline(false)
  const other = await page.context().newPage()
  await other.goto(desk)
  await expect(verdictButton(other)).toBeEnabled()
  await expect(other.getByText('Saved', { exact: false }).first()).toBeVisible()
  // The first one's tab hides what is theirs and sends nothing.
  await page.bringToFront()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByRole('heading', { name: 'Somebody else is signed in now' })).toBeVisible()
  await expect(page.getByText('Only I may read this.')).toHaveCount(0)
  expect(await judgments(studyId)).toBe(0)
  // The second judges the very pairs the first had: no verdict, no draft is there before theirs.
  await other.bringToFront()
  for (const now of [1, 2]) {
    await expect(other.getByText(`${now} of`, { exact: false }).first()).toBeVisible()
    await expect(other.getByLabel(/Your reason/)).toHaveCount(0)
    await expect(verdictButton(other)).not.toHaveAttribute('aria-pressed', 'true')
    if (now === 1) await pressUntil(other, '2', () => other.getByText('2 of', { exact: false }).first().isVisible())
  }
  await expect.poll(() => judgments(studyId)).toBe(1)
  await other.close()
  // The first comes back: what waited is sent as theirs, once; what was begun is there.
  await signIn(page, first.userId)
  await page.goto(desk)
  await expect.poll(() => db.lateVerdict.count({ where: { studyId } })).toBe(1)
  const late = await db.lateVerdict.findFirstOrThrow({ where: { studyId } })
  expect(late).toMatchObject({ annotatorId: first.annotatorId, assignmentId: begun[0]?.id })
  const counted = await db.assignment.findMany({ where: { studyId, doneAt: { not: null } } })
  expect(counted.map(({ annotatorId }) => annotatorId)).toEqual([second.annotator.id])
  const kept = await page.evaluate(([person, id]) => window.localStorage.getItem(`evenhand:draft:${person}:${id}`), [
    first.userId,
    begun[1]?.id,
  ] as const)
  expect(kept).toContain('Only I may read this.')
  expect(expected(complaints.splice(0))).toBe(true)
})
