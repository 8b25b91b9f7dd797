import { existsSync } from 'node:fs'
import path from 'node:path'
import { db } from '@/lib/db/client'
import { enrolPeople } from '@/lib/testing/fixtures'
import { type Counts, countsFromFiles } from './counting'
import { expect, test } from './fixtures'
import { confirm, judgeSome, makeDraft, signInByForm, uploadPrompts, uploadResponses, type Verdict } from './steps'

const DATA = path.resolve(import.meta.dirname, '../../shared/data/vicuna80-gpt4')
const isMissing = !existsSync(DATA)
if (isMissing) console.warn(`NOT TESTED on real data: ${DATA} is missing`)

const SET = `Vicuna questions ${Date.now().toString(36)}`
const FOCAL = 'Vicuna 13B (real)'
const BASELINES = { 'Bard (real)': 'answer_bard', 'GPT-3.5 (real)': 'answer_gpt35', 'GPT-4 (real)': 'answer_gpt4' }
const JUDGED = 24

test('the main job on the 80 Vicuna questions and four systems’ real answers', async ({ page, signIn }) => {
  test.skip(isMissing, `${DATA} is missing`)
  test.setTimeout(240_000)
  await signInByForm(page, 'admin@example.org', 'a password for the tests')
  await uploadPrompts(page, { file: path.join(DATA, 'vicuna_questions.jsonl'), set: SET, prompts: 80 })
  for (const [system, file] of Object.entries({ [FOCAL]: 'answer_vicuna-13b', ...BASELINES }))
    await uploadResponses(page, { file: path.join(DATA, `answers/${file}.jsonl`), set: SET, system, prompts: 80 })
  const design = { title: 'Vicuna against three', set: SET, focal: FOCAL, baselines: Object.keys(BASELINES) }
  await makeDraft(page, { ...design, overlap: 1, seed: 80 })
  const studyId = page.url().split('/').at(-1) ?? ''
  await confirm(page, 'Open the study…', 'Open the study')
  await expect(page.getByText('0 of 240').first()).toBeVisible()

  const [annotator] = await enrolPeople(studyId, 1)
  await signIn(page, annotator?.actor.id ?? '')
  await page.goto(`/annotate/${studyId}`)
  const given: Verdict[] = []
  const cycle: Verdict[] = ['left', 'right', 'tie', 'left']
  await judgeSome(page, JUDGED, () => {
    const verdict = cycle[given.length % cycle.length] ?? 'tie'
    given.push(verdict)
    return verdict
  })
  await page.getByRole('link', { name: 'Leave' }).click()

  // What the person pressed, undone by the sides that the plan drew, in the order it was pressed.
  const stored = await db.judgment.findMany({
    where: { studyId },
    orderBy: { createdAt: 'asc' },
    include: { assignment: { include: { item: { include: { responseB: { include: { system: true } } } } } } },
  })
  const expected: Counts = {}
  stored.forEach(({ assignment }, i) => {
    const side = given[i]
    const outcome = side === 'tie' ? 1 : (side === 'left') === assignment.leftIsA ? 0 : 2
    const baseline = assignment.item.responseB?.system.name ?? ''
    expected[baseline] ??= [0, 0, 0]
    expected[baseline][outcome] = (expected[baseline][outcome] ?? 0) + 1
  })
  expect(given).toHaveLength(JUDGED)
  await page.context().clearCookies()
  await signInByForm(page, 'admin@example.org', 'a password for the tests')
  await page.goto(`/studies/${studyId}`)
  await confirm(page, 'Close…', 'Close for good')
  const files = await countsFromFiles(page.request, studyId)
  expect(files).toEqual({ csv: expected, jsonl: expected, figure: expected, rows: JUDGED })
})
