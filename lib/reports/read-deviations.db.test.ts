import { expect, test } from 'vitest'
import { excludeAnnotator } from '@/lib/annotators/exclude-annotator'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { sha256 } from '@/lib/designs/protocol'
import { lookEarly } from '@/lib/looks/looks'
import { amendStudy } from '@/lib/studies/amend-study'
import { openStudy } from '@/lib/studies/open-study'
import { preregistrationMarkdown } from '@/lib/studies/preregistration-markdown'
import { readFrozenPlan, readPlannedStudy } from '@/lib/studies/read-planned-study'
import { setStatus } from '@/lib/studies/set-status'
import { enrolPeople, loadComparison, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { readDeviations } from './read-deviations'
import { makePlanned, NOBODY } from './testing'

test('a plan is kept with its draft, frozen with the protocol, and told in Markdown by names', async () => {
  const { studyId, researcher, may, preregistration } = await makePlanned()
  expect((await loadComparison(studyId)).preregistration).toEqual(preregistration)
  const draft = preregistrationMarkdown(await readPlannedStudy(may))
  expect(draft).toContain('Of a draft: the study has not been opened')
  expect(draft).toContain('- H1 (primary): Focal is better than Baseline 1. It was tuned with care.')
  expect(await readFrozenPlan(studyId)).toBeNull()

  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  const { protocolText, protocolHash } = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  expect(sha256(protocolText ?? '')).toBe(protocolHash)
  expect(JSON.parse(protocolText ?? '').preregistration.hypotheses[0]).toMatchObject({ a: 'Focal', b: 'Baseline 1' })
  expect(await readFrozenPlan(studyId)).toMatchObject({ exclusions: NOBODY, ties: 'split' })
  const frozen = preregistrationMarkdown(await readPlannedStudy(may))
  expect(frozen).toContain(`\`${protocolHash}\``)
  expect(frozen).toMatch(/12 prompts of the set .*, 12 items, 12 planned judgments/)
  expect(frozen).toContain('less than 4.5 seconds')
})

test('a study without a plan has none to download, and its protocol has no word of one', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const may = await authorizeActor(researcher, studyId, 'study:design')
  await expect(readPlannedStudy(may)).rejects.toThrow('was not pre-registered')
  const { protocolText } = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  expect(protocolText).not.toContain('preregistration')
})

test('what was done otherwise is found in the study itself', async () => {
  const { studyId, researcher, may } = await makePlanned()
  expect(await readDeviations(may)).toEqual([])
  const run = await authorizeActor(researcher, studyId, 'study:run')
  await openStudy(run)
  const [one, two] = await enrolPeople(studyId, 2)
  if (!one || !two) throw new Error('two people were enrolled')
  await judgeAll(one, undefined, 2)
  await lookEarly(await authorizeActor(researcher, studyId, 'study:results'), {
    studyId,
    reason: 'For a talk tomorrow',
  })
  await amendStudy(run, { kind: 'CAP', cap: 3, reason: 'Too tired' })
  await judgeAll(two, undefined, 1)
  const manage = await authorizeActor(researcher, studyId, 'annotators:manage')
  await excludeAnnotator(manage, { annotatorId: one.annotator.id, reason: 'Too fast' })
  await setStatus(run, 'close')
  const day = new Date().toISOString().slice(0, 10)
  expect(await readDeviations(may, { report: { ties: 'dropped', rule: 'all' }, isDecided: null })).toEqual([
    {
      kind: 'amendment',
      text: `Amendment 1, ${day}, after 2 judgments: at most 3 judgments an annotator in place of any number. Reason: “Too tired”`,
    },
    {
      kind: 'look',
      text: `Outcomes were looked at before the study closed, ${day}, after 2 judgments. Reason: “For a talk tomorrow”`,
    },
    { kind: 'end', text: 'Collecting ended early: 3 judgments are in, of 12 planned.' },
    // Both took 4 seconds in the median: to leave out the first was planned.
    { kind: 'exclusion', text: 'C02 counts, though they took 4.0 seconds a judgment in the median.' },
    { kind: 'ties', text: 'Ties: “Split” was planned; this report has “Dropped”.' },
  ])
})
