import pg from 'pg'
import { beforeAll, expect, test, vi } from 'vitest'
import { countGiven } from '@/lib/annotators/count-given'
import { deactivateAnnotator, reactivateAnnotator } from '@/lib/annotators/deactivate-annotator'
import { listSetAside } from '@/lib/annotators/list-set-aside'
import { listGroups } from '@/lib/annotators/queries'
import { countAnnotator, countOutcomes } from '@/lib/annotators/read-annotator'
import { readHistory } from '@/lib/annotators/read-history'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { countStudy } from '@/lib/counts/study-counts'
import { readDesignChoices } from '@/lib/designs/design-choices'
import { readItemChoices } from '@/lib/explorer/item-choices'
import { toItemQuery } from '@/lib/explorer/item-query'
import { listItems } from '@/lib/explorer/list-items'
import { readItem } from '@/lib/explorer/read-item'
import { FileQuery } from '@/lib/exports/file-query'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { STUDY_FILES } from '@/lib/formats/export/study-files'
import { readHome } from '@/lib/home/read-home'
import { fillReserve, judgeAndNext, nextDesk, openDesk } from '@/lib/judgments/desk'
import { listOwnVerdicts } from '@/lib/judgments/history'
import { readConcerns } from '@/lib/monitor/read-concerns'
import { readMonitor } from '@/lib/monitor/read-monitor'
import { readMonitoredStudy } from '@/lib/monitor/read-study'
import { readNames } from '@/lib/names/read-names'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import { readResultsPage } from '@/lib/results/results-page'
import { amendStudy } from '@/lib/studies/amend-study'
import { openStudy } from '@/lib/studies/open-study'
import { setStatus } from '@/lib/studies/set-status'
import { toStudyQuery } from '@/lib/studies/study-query'
import { updateStudy } from '@/lib/studies/update-study'
import { countRows, watchPlans } from '@/lib/testing/count-rows'
import { enrolPeople, loadComparison, makeActor, makeDraft, makePromptSet } from '@/lib/testing/fixtures'
import { judgeByTable } from '@/lib/testing/judge-by-table'
import { makeVerdict } from '@/lib/testing/judging'
import { makeRatingDraft } from '@/lib/testing/rating-study'
import { coverageBySystem } from '@/lib/uploads/set-coverage'
import { db } from './client'

// A study that was written since the last ANALYZE, beside a larger one that was analyzed: the planner believes that the new
// one has a row or none, and may join its rows by going through all of them for each of them. Whatever is read of it must
// not go through more rows than so many for each of its slots. Those that did, went through thousands, and got slower with
// its square: the counts of the desk before they were hashed, the monitor, results, the explorer, exports, enrolment.

const MOST_ROWS_A_SLOT = 100

const DESIGN = { sharedItems: 40, repeatShare: 0.05, looks: 'ANYTIME' } as const
const SHAPE = { prompts: 600, overlap: 3 }

type Draft = { studyId: string; researcher: Actor }

/** Opens a draft and lets twenty people judge a share of it. */
async function judgeDraft({ studyId, researcher }: Draft, share: number) {
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  const people = await enrolPeople(studyId, 20)
  await judgeByTable(studyId, share)
  await db.$executeRaw`
    INSERT INTO "NamedResponse" ("studyId", "responseId", word, kind)
    SELECT s.id, r.id, 'Focal', 'SYSTEM' FROM "SystemResponse" r JOIN "Study" s ON s."promptSetId" = r."promptSetId"
    WHERE s.id = ${studyId}::uuid`
  await db.$executeRaw`
    INSERT INTO "NamedPrompt" ("studyId", "promptId", word, kind)
    SELECT s.id, p.id, 'Focal', 'SYSTEM' FROM "Prompt" p JOIN "Study" s ON s."promptSetId" = p."promptSetId"
    WHERE s.id = ${studyId}::uuid`
  return { studyId, people: people as [(typeof people)[number], ...typeof people] }
}

async function makeDraftWithKnown() {
  const design = { ...DESIGN, identicalChecks: 10 }
  const draft = await makeDraft({ ...SHAPE, baselines: 3, design })
  const { studyId, researcher, promptSet } = draft
  const prompts = await db.prompt.findMany({ where: { promptSetId: promptSet.id }, take: 10 })
  const [systemAId = '', systemBId = ''] = promptSet.systems.map(({ id }) => id)
  const known = prompts.map(({ id: promptId }, nth) => ({
    ...{ kind: nth % 2 ? ('GOLD' as const) : ('PRACTICE' as const), promptId, systemAId, systemBId },
    ...{ expected: 'A', feedback: 'Because.' },
  }))
  const access = await authorizeActor(researcher, studyId, 'study:design')
  await updateStudy(access, { ...(await loadComparison(studyId)), known })
  return draft
}

type Judged = Awaited<ReturnType<typeof judgeDraft>>
let studies: Record<'comparisons' | 'ratings', Judged>

beforeAll(async () => {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
  for (const { name } of tables) await db.$executeRawUnsafe(`ALTER TABLE "${name}" SET (autovacuum_enabled = false)`)
  await judgeDraft(await makeDraft({ prompts: 2000, baselines: 3, overlap: 3, design: DESIGN }), 1)
  await db.$executeRaw`ANALYZE`
  // Openings analyze what they wrote. Judgments, imports and whatever grows slowly do not.
  const { query } = pg.Client.prototype
  const silent = function (this: pg.Client, ...given: [string]) {
    const isAnalyze = typeof given[0] === 'string' && given[0].startsWith('ANALYZE')
    return Reflect.apply(query, this, isAnalyze ? ['SELECT 1'] : given)
  }
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(silent as never)
  studies = {
    comparisons: await judgeDraft(await makeDraftWithKnown(), 0.5),
    ratings: await judgeDraft(await makeRatingDraft({ ...SHAPE, systems: 3, design: DESIGN }), 0.5),
  }
  await makePromptSet({ prompts: 600, systems: ['Late'] })
  await watchPlans()
}, 300_000)

type Reads = Record<string, () => Promise<unknown>>

async function readsOfDesk({ studyId, people: [person] }: Judged): Promise<Reads> {
  const { actor, access, seat } = person
  const option = await db.criterionOption.findFirstOrThrow({ where: { studyId }, orderBy: { position: 'asc' } })
  const left = await authorizeActor(actor, studyId, 'desk:open')
  return {
    'the desk': () => openDesk(left),
    'a reserve': () => fillReserve(access, []),
    'a verdict': async () => {
      const [pair] = (await nextDesk(access)).pairs
      return judgeAndNext(seat, await makeVerdict(pair?.assignmentId ?? '', option.code), [])
    },
    'own verdicts': () => listOwnVerdicts(access),
  }
}

async function readsOfResults({ studyId }: Judged, admin: Actor): Promise<Reads> {
  const access = await authorizeActor(admin, studyId, 'study:results')
  const systems = await db.studySystem.findMany({ where: { studyId }, include: { system: true } })
  const [system = '', against = ''] = systems.map((each) => each.system.name)
  const shows = [
    'judged',
    'counted',
    'met',
    'panel',
    'again',
    'any',
    'opposite',
    'flagged',
    'unjudged',
    'known',
    'missed',
  ]
  const byOne: Record<string, string>[] = [{ order: 'seconds' }, { show: 'met' }, { beside: 'C04' }, { with: 'Crowd' }]
  const others: Record<string, string>[] = [
    ...[{}, { group: 'Crowd' }, { outcome: 'win' }, { chosen: 'longer' }, { category: 'even' }, { page: '20' }],
    { group: 'Crowd', with: 'Crowd', without: 'C02' },
    { set: 'shared', show: 'any' },
    ...[{ system }, { system, against }, { system, against, outcome: 'win', group: 'Crowd' }],
  ]
  const queries = [
    ...[...shows, 'check', 'gold', 'practice'].map((show) => ({ show })),
    ...byOne.map((query) => ({ annotator: 'C03', ...query })),
    ...others,
  ]
  const rules = Object.keys(COUNTING_RULES)
  return {
    ...Object.fromEntries(
      rules.map((rule) => [`results, ${rule}`, () => readResultsPage(access, toFigureQuery({ rule }))]),
    ),
    'filters of the explorer': () => readItemChoices(access, 0),
    ...Object.fromEntries(
      queries.map((query) => [`items ${JSON.stringify(query)}`, () => listItems(access, toItemQuery(query))]),
    ),
    'an item': () => readItem(access, 100),
  }
}

async function readsOfStudy({ studyId, people: [{ annotator }] }: Judged, admin: Actor): Promise<Reads> {
  const access = await authorizeActor(admin, studyId, 'study:read')
  const manages = await authorizeActor(admin, studyId, 'annotators:manage')
  const designs = await authorizeActor(admin, studyId, 'study:design')
  const { promptSetId } = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  // Some files are of what this study has not: a plan, a snapshot.
  const had = STUDY_FILES.filter(
    ({ name }) => !['preregistration.md', 'bundle.zip', 'huggingface.zip', 'dataset-card.md'].includes(name),
  )
  const files = had.map((file): [string, () => Promise<unknown>] => [
    file.name,
    async () => {
      const { chunks } = await file.write(await authorizeActor(admin, studyId, file.needs), FileQuery.parse({}))
      for await (const _ of chunks);
    },
  ])
  return {
    'the overview': async () => readMonitor(access, await readMonitoredStudy(access)),
    concerns: () => readConcerns(access),
    counts: () => countStudy(access),
    home: () => readHome(authorizeActorSite(admin, 'account:manage'), toStudyQuery({})),
    ...Object.fromEntries(files),
    'counts of an annotator': () => countAnnotator(manages, annotator.id),
    'history of an annotator': () => readHistory(manages, annotator.id),
    'pairs set aside': () => listSetAside(manages),
    groups: () => listGroups(manages),
    names: () => readNames(designs, { word: 'Focal', page: '3' }),
    'coverage of the set': () => coverageBySystem(authorizeActorSite(admin, 'prompts:read'), promptSetId ?? ''),
    'choices of a design': () => readDesignChoices(authorizeActorSite(admin, 'studies:create')),
  }
}

/** In this order: at the end the study is closed. */
async function changesOf({ studyId, people: [{ annotator }] }: Judged, admin: Actor): Promise<Reads> {
  const runs = await authorizeActor(admin, studyId, 'study:run')
  const manages = await authorizeActor(admin, studyId, 'annotators:manage')
  const reason = 'More are wanted.'
  return {
    deactivation: () => deactivateAnnotator(manages, { annotatorId: annotator.id }),
    reactivation: () => reactivateAnnotator(manages, { annotatorId: annotator.id }),
    enrolment: () => enrolPeople(studyId, 1),
    'another round': () => amendStudy(runs, { kind: 'OVERLAP', groupId: null, overlap: 4, reason }),
    closing: () => setStatus(runs, 'close'),
    'outcomes of an annotator': () => countOutcomes(manages, annotator.id),
    'grades of an annotator': () => countGiven(manages, annotator.id),
  }
}

test.each(['comparisons', 'ratings'] as const)(
  'what is read of a study of %s grows with its slots, not with their square, though the planner knows nothing of it',
  async (which) => {
    const study = studies[which]
    const admin = await makeActor('ADMIN')
    const slots = await db.assignment.count({ where: { studyId: study.studyId } })
    const reads = {
      ...(await readsOfDesk(study)),
      ...(await readsOfStudy(study, admin)),
      ...(await readsOfResults(study, admin)),
      ...(await changesOf(study, admin)),
    }
    const tooMany: string[] = []
    for (const [name, read] of Object.entries(reads)) {
      const { rows, statements } = await countRows(read)
      const worst = statements[0]?.text.replace(/\s+/g, ' ').slice(0, 200)
      if (rows > MOST_ROWS_A_SLOT * slots)
        tooMany.push(`${name}: ${Math.round(rows / slots)} rows a slot, most in ${worst}`)
    }
    expect(tooMany).toEqual([])
  },
  300_000,
)
