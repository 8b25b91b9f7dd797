import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { setStatus } from '@/lib/studies/set-status'
import { makeOpenStudy } from '@/lib/testing/fixtures'
import {
  createResultsLink,
  listResultsLinks,
  openResultsLink,
  ResultsLinkInput,
  revokeResultsLink,
} from './results-links'

async function makeClosed() {
  const study = await makeOpenStudy({ prompts: 2 })
  const run = await authorizeActor(study.researcher, study.studyId, 'study:run')
  await setStatus(run, 'close')
  const results = await authorizeActor(study.researcher, study.studyId, 'study:results')
  return { ...study, run, results }
}

const GONE = { code: 'not_found' }

async function share({ run, studyId }: Awaited<ReturnType<typeof makeClosed>>, days = 7) {
  const { path } = await createResultsLink(run, ResultsLinkInput.parse({ studyId, note: 'Reviewer 2', days }))
  return path.replace('/shared/', '')
}

test('a link opens the results of its study, is counted, and is kept by its hash alone', async () => {
  const study = await makeClosed()
  const secret = await share(study)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(JSON.stringify(await db.resultsLink.findMany())).not.toContain(secret)
  expect(await openResultsLink(secret)).toMatchObject({ studyId: study.studyId })
  await openResultsLink(secret)
  expect(await listResultsLinks(study.results)).toMatchObject([{ note: 'Reviewer 2', opens: 2 }])
  for (const wrong of ['', secret.slice(1), `${secret}x`, secret.toLowerCase()])
    await expect(openResultsLink(wrong)).rejects.toMatchObject(GONE)
})

test('it ends when it is revoked, runs out, or its maker may see the results no more', async () => {
  const study = await makeClosed()
  const [revoked, old, disabled] = [await share(study), await share(study), await share(study)]
  const [first] = await listResultsLinks(study.results)
  const ids = await db.resultsLink.findMany({ where: { studyId: study.studyId }, orderBy: { createdAt: 'asc' } })
  await revokeResultsLink(study.run, ids[0]?.id ?? '')
  await revokeResultsLink(study.run, ids[0]?.id ?? '')
  await expect(openResultsLink(revoked)).rejects.toMatchObject(GONE)
  await db.resultsLink.update({ where: { id: ids[1]?.id ?? '' }, data: { expiresAt: new Date(Date.now() - 1) } })
  await expect(openResultsLink(old)).rejects.toMatchObject(GONE)
  expect((await listResultsLinks(study.results)).map(({ id }) => id)).toEqual([first?.id])
  await openResultsLink(disabled)
  await db.studyMember.deleteMany({ where: { studyId: study.studyId } })
  await expect(openResultsLink(disabled)).rejects.toMatchObject(GONE)
  await db.studyMember.create({ data: { studyId: study.studyId, userId: study.researcher.id } })
  await db.user.update({ where: { id: study.researcher.id }, data: { disabledAt: new Date() } })
  await expect(openResultsLink(disabled)).rejects.toMatchObject(GONE)
  const acts = await db.auditEntry.findMany({ where: { studyId: study.studyId, subject: 'Reviewer 2' } })
  expect(acts.map(({ action }) => action).sort()).toEqual([
    'results.share',
    'results.share',
    'results.share',
    'results.unshare',
  ])
})

test('of a study that is not closed there is no link, and none of another study is revoked', async () => {
  const open = await makeOpenStudy({ prompts: 1 })
  const run = await authorizeActor(open.researcher, open.studyId, 'study:run')
  await expect(createResultsLink(run, { studyId: open.studyId, note: 'x', days: 1 })).rejects.toMatchObject({
    code: 'conflict',
  })
  const study = await makeClosed()
  await share(study)
  const [link] = await listResultsLinks(study.results)
  await expect(revokeResultsLink(run, link?.id ?? '')).rejects.toMatchObject(GONE)
})

test.each([{ days: 0 }, { days: 366 }, { note: '' }, { note: 'x'.repeat(121) }])('%o is refused', (wrong) => {
  const input = { studyId: '00000000-0000-4000-8000-000000000000', note: 'Reviewers', days: 7, ...wrong }
  expect(ResultsLinkInput.safeParse(input).success).toBe(false)
})
