import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { revise } from '@/lib/engine/revise'
import { setAside } from '@/lib/engine/set-aside'
import { submit } from '@/lib/engine/submit'
import { exportRows } from '@/lib/exports/export-judgments'
import type { Language } from '@/lib/i18n/languages'
import { nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { makeRevision, makeSetAside, makeVerdict } from '@/lib/testing/judging'
import { noteLanguage } from './note-language'

async function setUp() {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 6 })
  const [me, other] = await enrolPeople(studyId, 2)
  if (!me || !other) throw new Error('nobody enrolled')
  const open = async (who: typeof me, language: Language) =>
    noteLanguage(await authorizeActor(who.actor, studyId, 'desk:open'), language)
  const held = async () => (await nextDesk(me.access)).pairs[0]?.assignmentId ?? ''
  const judge = async () => {
    const assignmentId = await held()
    await submit(me.seat, await makeVerdict(assignmentId, 'A'))
    return assignmentId
  }
  const noted = () => db.shownLanguage.findMany({ where: { studyId }, orderBy: { since: 'asc' } })
  const exported = async () => {
    const rows: (string | null)[] = []
    const { batches } = await exportRows(await authorizeActor(researcher, studyId, 'study:export'))
    for await (const batch of batches) rows.push(...batch.map((row) => row.screen_language))
    return rows
  }
  return { me, other, open, held, judge, noted, exported }
}

test('each answer is exported with the language that its desk was in as it was given, changes of mind as well', async () => {
  const { me, other, open, held, judge, exported } = await setUp()
  await judge()
  await open(me, 'de')
  await open(other, 'ja')
  const changed = await judge()
  await open(me, 'ar')
  await revise(me.seat, await makeRevision(changed, 'B'))
  await setAside(me.seat, makeSetAside(await held()))
  expect(await exported()).toEqual([null, 'de', 'ar', 'ar'])
})

test('a row where the language is another than before, and none for who is no annotator', async () => {
  const { me, open, noted } = await setUp()
  for (const language of ['de', 'de', 'en', 'de'] as const) await open(me, language)
  expect((await noted()).map(({ language }) => language)).toEqual(['de', 'en', 'de'])
  expect(new Set((await noted()).map(({ annotatorId }) => annotatorId))).toEqual(new Set([me.annotator.id]))
})
