import { authorizeActor } from '@/lib/auth/access'
import type { DeskPair, DeskState, DeskStudy } from '@/lib/judgments/schema'
import { openStudy } from '@/lib/studies/open-study'
import { enrolPeople } from '@/lib/testing/fixtures'
import { makeRatingDraft } from '@/lib/testing/rating-study'
import { secretsOf } from '@/lib/testing/secrets'
import { leaks, leaves, openRecorded, requestsOf, shapeOf } from './blind'
import { pressUntil } from './desk-fixture'
import { expect, test } from './fixtures'

/** What would tell which of a system's responses it is, or where it stands in the plan. */
const PLAN = /"(sample|position|rank|seed|slot|repeat|itemId|promptId|systemId|systemAId|responseAId|kind|shared)"/

/** Two responses of each of three systems to every prompt, with names like nothing else. */
async function makeRatings(turns?: number) {
  const tag = Date.now().toString(36)
  const names = ['Zanthoria', 'Quillbacker', 'Obsidianus'].map((name) => `${name} ${tag}`)
  const draft = await makeRatingDraft({ prompts: 3, systems: names, samples: 2, ...(turns && { turns }) })
  const { studyId, researcher, promptSet } = draft
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  const [person] = await enrolPeople(studyId, 1)
  return { studyId, researcher, set: promptSet, systems: promptSet.systems, userId: person?.actor.id ?? '' }
}

test('nothing that somebody receives who rates responses tells systems, samples or places in the plan', async ({
  browser,
  complaints,
  signIn,
}) => {
  test.setTimeout(180_000)
  const study = await makeRatings()
  const { received, page, close } = await openRecorded(browser, complaints)
  await signIn(page, study.userId)
  await page.goto(`/annotate/${study.studyId}`)
  await page.getByRole('button', { name: 'Display' }).click()
  await page.getByRole('checkbox', { name: /as it was written/ }).check()
  await page.keyboard.press('Escape')
  for (let rated = 1; rated <= 18; rated++) {
    const next =
      rated === 18
        ? page.getByRole('heading', { name: 'Done. Thank you' })
        : page.getByText(`${rated + 1} of 18`, { exact: true })
    await pressUntil(page, String((rated % 3) + 1), () => next.isVisible())
  }
  await page.getByRole('button', { name: 'Your verdicts' }).last().click()
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(18)
  await close()
  expect(received.filter(({ url }) => url.endsWith('/judgments')).length).toBe(18)
  expect(received.some(({ url }) => /\/pairs\/[^/]+$/.test(url))).toBe(true)
  expect(received.some(({ url }) => url.endsWith('/history'))).toBe(true)
  expect(leaks(received, await secretsOf(study))).toEqual([])
  const ofDesk = received.filter(({ url }) => /\/(api\/)?annotate\//.test(url))
  expect(ofDesk.filter(({ text }) => PLAN.test(text)).map(({ url }) => url)).toEqual([])
})

test('two responses of one system have nothing in common but words, and no order of ids tells whose they are', async ({
  page,
  signIn,
}) => {
  const { studyId, userId } = await makeRatings(2)
  await signIn(page, userId)
  const asking = await requestsOf(page)
  const { study, desk }: { study: DeskStudy; desk: DeskState } = await (
    await asking.get(`/api/annotate/${studyId}/page`)
  ).json()
  const pairs: DeskPair[] = []
  for (let next: DeskPair | undefined = desk.pairs[0]; next; ) {
    pairs.push(next)
    const times = { elapsedMs: 1000, activeMs: 1000, holding: [] }
    const answers = study.criteria.flatMap(({ id, unit, options }) =>
      (unit === 'TURN' ? [1, 2] : [0]).map((turn) => ({ criterion: id, turn, choice: options[0]?.code })),
    )
    const data = { assignmentId: next.assignmentId, submissionKey: crypto.randomUUID(), ...times, answers }
    // A dialogue is taken whole, each turn once, or not at all.
    for (const wrong of [
      answers.slice(1),
      [...answers, answers[1]],
      answers.map((each) => ({ ...each, turn: each.turn + 1 })),
    ]) {
      const refused = await asking.post(`/api/annotate/${studyId}/judgments`, { data: { ...data, answers: wrong } })
      expect([refused.status(), (await refused.json()).code]).toEqual([422, 'invalid'])
    }
    const answer = await asking.post(`/api/annotate/${studyId}/judgments`, { data })
    next = (await answer.json()).desk.pairs[0]
  }
  await asking.dispose()
  expect(pairs).toHaveLength(18)
  const all = pairs.flatMap((pair) => leaves(pair))
  expect(new Set(all).size).toBe(all.length)
  expect(new Set(pairs.map((pair) => JSON.stringify(shapeOf(pair)))).size).toBe(1)
  // Drawn, not counted up: version 4.
  expect(pairs.filter(({ assignmentId }) => assignmentId[14] !== '4')).toEqual([])
})
