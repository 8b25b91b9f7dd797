import { expect, test } from 'vitest'
import { readAnalysis } from '@/lib/analysis/read-analysis'
import { authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { toItemQuery } from '@/lib/explorer/item-query'
import { listItems } from '@/lib/explorer/list-items'
import { readItem } from '@/lib/explorer/read-item'
import { figureData } from '@/lib/figures/figure-data'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { makeFigures, RATING_FIGURES, readFigure } from '@/lib/figures/registry'
import { figure1 } from '@/lib/figures/win-tie-loss'
import { setSystemNumbers } from '@/lib/ratings/set-system-numbers'
import { makeActor } from '@/lib/testing/fixtures'
import { judgeRatings } from '@/lib/testing/judged-ratings'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { grantAdmin } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'
import { compareNumbers } from './frozen-numbers'
import { readNumbers } from './read-numbers'
import { readResultsPage } from './results-page'
import { freezeResults, readSnapshot } from './snapshots'

workHere()

const WHO = [{ group: 'Crowd' }, { group: 'Crowd' }, { group: 'Crowd' }, { group: 'Models', kind: 'LLM' as const }]

/** Dialogues of three systems, graded turn by turn; its numbers may be looked at any time. */
async function makeRated() {
  const study = await makeRatingStudy({ prompts: 6, systems: 3, overlap: 4, turns: 3, design: { looks: 'ANYTIME' } })
  await db.$executeRaw`
    UPDATE "Prompt" SET tags = ARRAY['all'] || CASE WHEN position < 2 THEN ARRAY['out'] ELSE '{}'::text[] END
    WHERE "promptSetId" = ${study.promptSet.id}::uuid`
  await judgeRatings(study.studyId, { who: WHO })
  const criteria = await db.criterion.findMany({ where: { studyId: study.studyId }, orderBy: { position: 'asc' } })
  return { ...study, access: await grantAdmin(study.studyId, 'study:results'), criteria }
}

/** The links of a drawing, with the number that each stands on. */
function linksOf(svg: string): { query: URLSearchParams; text: string }[] {
  return [...svg.matchAll(/<a [^>]*href="([^"]+)"[^>]*>(.*?)<\/a>/gs)].map(([, href = '', inner = '']) => ({
    query: new URL(href.replaceAll('&amp;', '&'), 'http://x').searchParams,
    text: inner.replaceAll(/<[^>]+>/g, ''),
  }))
}

test('every number of a figure opens the ratings it rests on, and a snapshot keeps them all', async () => {
  const { access, studyId, promptSet, criteria } = await makeRated()
  const admin = authorizeActorSite(await makeActor('ADMIN'), 'imports:manage')
  await setSystemNumbers(admin, {
    name: 'training examples',
    systems: promptSet.systems.map(({ id }, k) => ({ id, value: 2000 * 4 ** k })),
  })
  const query = { ...toFigureQuery({}), criterion: 1 }
  expect((await readAnalysis(access, criteria[1]?.question ?? '', 60_000)).state).toBe('done')
  const page = await readResultsPage(access, query)
  if (!page.seen?.ratings) throw new Error('these are ratings')
  const made = await makeFigures(
    figureData(access, query, { ratings: page.seen.ratings }),
    'shares',
    'turns',
    'shares-by-tag',
  )
  for (const figure of Object.values(made)) {
    const links = linksOf(figure?.draw?.({ look: 'page', width: 'wide' }) ?? '').filter(({ text }) =>
      text.startsWith('n = '),
    )
    expect(links.length).toBeGreaterThan(5)
    for (const { query: asked, text } of links) {
      const { judgments } = await listItems(access, toItemQuery(Object.fromEntries(asked)))
      expect(`n = ${judgments}`, String(asked)).toBe(text)
    }
  }
  const [row] = (made.shares?.rows ?? []) as Record<string, number | string>[]
  const one = {
    group: String(row?.group),
    system: String(row?.system),
    option: 'SAFE',
    show: 'counted',
    criterion: '1',
  }
  expect((await listItems(access, toItemQuery(one))).judgments).toBe(row?.SAFE_count)
  const both = { ...one, option: [], against: 'Rated 2', system: 'Rated 1' }
  const behind = await listItems(access, toItemQuery(both))
  expect(behind.rows.every(({ system }) => ['Rated 1', 'Rated 2'].includes(system))).toBe(true)
  const { verdicts, arms } = await readItem(access, behind.rows[0]?.number ?? 0)
  expect(arms).toHaveLength(1)
  const inForce = verdicts.find(({ flag }) => flag === null)?.answers.filter(({ superseded }) => !superseded) ?? []
  expect(inForce.map(({ turn }) => turn)).toEqual([0, 1, 2, 3])

  const frozen = await readSnapshot(
    access,
    await freezeResults(access, { studyId, note: 'x', rule: 'all', criterion: 1 }),
  )
  expect(frozen.numbers.figures.map(({ name }) => name).sort()).toEqual(RATING_FIGURES.map(({ name }) => name).sort())
  const now = await readNumbers(access, { rule: 'all', criterion: 1 })
  for (const { numbers, changes } of compareNumbers(frozen.numbers.figures, now)) {
    expect(numbers).toBeGreaterThan(2)
    expect(changes).toEqual([])
  }
  await expect(readFigure(access, figure1, query)).rejects.toThrow('could not find')
}, 120_000)

test('results of ratings are withheld until the study closes; without ratings there is nothing to hide', async () => {
  const { studyId } = await makeRatingStudy({ prompts: 2, systems: 2 })
  const access = await grantAdmin(studyId, 'study:results')
  const empty = await readResultsPage(access, toFigureQuery({}))
  expect(empty.seen?.ratings?.result).toMatchObject({ rows: [], recorded: 0, used: 0 })
  await judgeRatings(studyId)
  const hidden = await readResultsPage(access, toFigureQuery({}))
  expect(hidden).toMatchObject({ visibility: { shown: 'hidden' }, seen: null })
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  const seen = await readResultsPage(access, toFigureQuery({}))
  expect(seen.seen?.ratings?.rows).toHaveLength(2)
})

test('a number of a system is kept, changed and taken away, and each act is on record', async () => {
  const admin = authorizeActorSite(await makeActor('ADMIN'), 'imports:manage')
  const { id, name } = await db.system.create({ data: { name: `Numbered ${Date.now()}`, attributes: { layers: 2 } } })
  const set = (value: number | null) => setSystemNumbers(admin, { name: 'examples', systems: [{ id, value }] })
  const read = async () => (await db.system.findUniqueOrThrow({ where: { id } })).attributes
  await set(2000)
  await set(2000)
  expect(await read()).toEqual({ layers: 2, examples: 2000 })
  await set(null)
  expect(await read()).toEqual({ layers: 2 })
  expect(await db.auditEntry.count({ where: { action: 'system.numbers', subject: name } })).toBe(2)
})
