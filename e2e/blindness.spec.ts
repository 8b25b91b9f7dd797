import { randomUUID } from 'node:crypto'
import { type Page, request } from '@playwright/test'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { hashPassword } from '@/lib/auth/password'
import { db } from '@/lib/db/client'
import { blankDesign } from '@/lib/designs/blank-design'
import type { DeskPair, DeskState, DeskStudy } from '@/lib/judgments/schema'
import { decideNames } from '@/lib/names/decide-names'
import { MASK } from '@/lib/names/mask'
import { readNames } from '@/lib/names/read-names'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { digestMessages } from '@/lib/prompts/messages'
import { createStudy } from '@/lib/studies/create-study'
import { openStudy } from '@/lib/studies/open-study'
import { enrolPeople, makeActor, makePromptSet } from '@/lib/testing/fixtures'
import { secretsOf } from '@/lib/testing/secrets'
import { leaks, leaves, openRecorded, requestsOf, shapeOf } from './blind'
import { expect, test } from './fixtures'
import type { Received } from './recording-proxy'
import { join, judgeAll, judgeSome, signInByForm } from './steps'

const PASSWORD = 'a long enough password'

/** A maker that a response and another prompt name, in letters and between signs that hide it; it is masked. */
const MAKER = 'Anthropic'
const NAMING = `So says ***${MAKER}***. I, Anth\u200bropic, agree.`

/** An open study over systems with names like nothing else, whose texts name a maker twice, and a link into it. */
async function makeStudy() {
  const tag = Date.now().toString(36)
  const systems = ['Zanthoria', 'Quillbacker', 'Obsidianus'].map((name) => `${name} ${tag}`)
  const set = await makePromptSet({ prompts: 3, systems })
  const [focal, ...baselines] = set.systems
  const messages = [{ role: 'assistant' as const, content: NAMING }]
  const where = { promptSetId: set.id, system: { name: systems[1] ?? '' }, prompt: { externalId: 'q-2' } }
  await db.systemResponse.updateMany({ where, data: { messages, digest: digestMessages(messages) } })
  const asked = [{ role: 'user' as const, content: `Who is ${MAKER}?` }]
  await db.prompt.updateMany({
    where: { promptSetId: set.id, externalId: 'q-3' },
    data: { messages: asked, digest: digestMessages(asked) },
  })
  const researcher = await makeActor('RESEARCHER', 'Rosalind Wetherby')
  await db.user.update({ where: { id: researcher.id }, data: { passwordHash: await hashPassword(PASSWORD) } })
  const studyId = await createStudy(authorizeActorSite(researcher, 'studies:create'), {
    ...blankDesign(),
    // So that the files with outcomes are there to be searched.
    looks: 'ANYTIME',
    title: `Whom to prefer ${tag}`,
    promptSetId: set.id,
    comparisons: {
      pairing: 'FOCAL' as const,
      focalSystemId: focal?.id ?? '',
      baselineIds: baselines.map(({ id }) => id),
    },
  })
  const designing = await authorizeActor(researcher, studyId, 'study:design')
  // Names are looked for when they are first read.
  await readNames(designing, {})
  await decideNames(designing, { word: MAKER, foundIn: null, decision: 'MASK' })
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  const group = await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })
  const access = await authorizeActor(researcher, studyId, 'annotators:manage')
  const { token } = await createAnnotatorInvite(access, { groupId: group.id, capacity: null, days: null })
  return { studyId, set, researcher, systems: set.systems, link: `/join/${token}` }
}

type Study = Awaited<ReturnType<typeof makeStudy>>

/** Asks for what is not an annotator's, and for what is, in ways no screen does. */
async function pokeAround(page: Page, { studyId, set }: Study): Promise<Received[]> {
  const paths = ['', '/design', '/results', '/export', '/preview'].map((path) => `/studies/${studyId}${path}`)
  const files = ['judgments.csv', 'judgments.jsonl', 'figures/figure-1.csv', 'figures/figure-1.svg'].map(
    (file) => `/api/studies/${studyId}/${file}`,
  )
  const mine = await db.assignment.findMany({ where: { studyId, annotatorId: { not: null } } })
  const own = ['history', 'page', 'desk?holding=', 'desk?holding=x', ...mine.map(({ id }) => `pairs/${id}`)].map(
    (path) => `/api/annotate/${studyId}/${path}`,
  )
  const others = [
    '/prompt-sets',
    `/prompt-sets/${set.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`,
    '/admin/people',
    '/api/auth/session',
  ]
  // What the Pages Router would fetch, were it to come to the desk by itself.
  const source = (await page.locator('#__NEXT_DATA__').textContent()) ?? ''
  const { buildId } = JSON.parse(source) as { buildId: string }
  const data = `/_next/data/${buildId}/annotate/${studyId}.json`
  const received: Received[] = []
  const asking = await requestsOf(page)
  for (const path of [
    ...paths,
    ...files,
    ...others,
    ...own,
    data,
    `/annotate/${studyId}`,
    `/api/annotate/${studyId}/desk`,
  ])
    for (const headers of [{ accept: '*/*' }, { rsc: '1' }] as Record<string, string>[]) {
      const answer = await asking.get(path, { headers, maxRedirects: 0 })
      const text = `${JSON.stringify(answer.headers())} ${await answer.text()}`
      received.push({ url: `${path} ${JSON.stringify(headers)}`, status: answer.status(), text })
    }
  const slots = await db.assignment.findMany({ where: { studyId, annotatorId: null } })
  const { id: criterion } = await db.criterion.findFirstOrThrow({ where: { studyId } })
  const answers = [{ criterion, turn: 0, choice: 'A' }]
  for (const assignmentId of [slots[0]?.id, 'x', studyId]) {
    const data = { assignmentId, submissionKey: studyId, answers, elapsedMs: 1, activeMs: 1, holding: [] }
    const answer = await asking.post(`/api/annotate/${studyId}/judgments`, { data })
    received.push({ url: 'a verdict on nobody’s slot', status: answer.status(), text: await answer.text() })
  }
  const stranger = await request.newContext({ baseURL: process.env.NEXTAUTH_URL ?? '' })
  for (const path of [...own, `/annotate/${studyId}`]) {
    const answer = await stranger.get(path, { maxRedirects: 0 })
    expect([307, 401]).toContain(answer.status())
    received.push({ url: `${path} of a stranger`, status: answer.status(), text: await answer.text() })
  }
  const turnedAway = await (await stranger.get(data)).text()
  expect(JSON.parse(turnedAway)).toMatchObject({ pageProps: { __N_REDIRECT: expect.stringContaining('/sign-in') } })
  received.push({ url: `${data} of a stranger`, status: 200, text: turnedAway })
  await stranger.dispose()
  await asking.dispose()
  return received
}

test('nothing that an annotator receives in a whole session tells systems or pairs', async ({
  browser,
  complaints,
}) => {
  test.setTimeout(180_000)
  const study = await makeStudy()
  const { received, page, close } = await openRecorded(browser, complaints)
  await join(page, study.link, 'Yusuf Demir')
  // What is pressed before the desk works is not heard.
  await expect(page.getByRole('button', { name: /Answer A is significantly better/ })).toBeEnabled()
  await page.getByRole('button', { name: 'Display' }).click()
  await page.getByLabel('Show the text as it was written').check()
  await page.keyboard.press('Escape')
  await judgeSome(page, 2, () => 'left')
  await page.getByRole('button', { name: 'Your verdicts' }).click()
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2)
  await page.keyboard.press('Escape')
  const poked = await pokeAround(page, study)
  expect(poked.filter(({ status }) => status >= 500)).toEqual([])
  expect(await judgeAll(page, () => 'right')).toBe(4)
  for (const path of ['/', '/account', `/annotate/${study.studyId}`]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached()
  }
  await close()
  const all = [...received, ...poked]
  const secrets = await secretsOf(study)
  expect(secrets.length).toBeGreaterThan(30)
  // The bodies are there to be read: both replies of a pair, and the receipts.
  expect(all.filter(({ text }) => /Reply [0-9a-f]{6} to \d/.test(text)).length).toBeGreaterThan(1)
  expect(all.filter(({ url }) => url.endsWith('/judgments')).length).toBe(6)
  // So are the page's source, its scripts and styles, and every response's headers.
  for (const part of [
    /\/annotate\/[^/]+$/,
    /\/_next\/static\/.*\.js/,
    /\/_next\/static\/.*\.css/,
    /\/_next\/data\//,
    /\/history$/,
  ])
    expect(
      all.some(({ url }) => part.test(url)),
      String(part),
    ).toBe(true)
  expect(leaks(all, secrets)).toEqual([])
  // Where a response named a maker stands what masks it, and nothing of the name.
  expect(all.some(({ text }) => text.includes(MASK))).toBe(true)
  expect(all.filter(({ text }) => /anth\u200b?ropic/i.test(text)).map(({ url }) => url)).toEqual([])
  const ofDesk = received.filter(({ url }) => url.includes('/api/annotate/'))
  for (const { url, text } of ofDesk) {
    expect(text.toLowerCase(), url).toContain('no-store')
    expect(/"(etag|last-modified|server-timing)"/i.exec(text), url).toBeNull()
  }
})

test('a response seen in two pairs is not to be recognised by anything but its words', async ({ page, signIn }) => {
  const { studyId } = await makeStudy()
  const [person] = await enrolPeople(studyId, 1)
  await signIn(page, person?.actor.id ?? '')
  const asking = await requestsOf(page)
  const pairs: DeskPair[] = []
  const { study, desk }: { study: DeskStudy; desk: DeskState } = await (
    await asking.get(`/api/annotate/${studyId}/page`)
  ).json()
  const answers = study.criteria.map(({ id }) => ({ criterion: id, turn: 0, choice: 'TIE' }))
  for (let next: DeskPair | undefined = desk.pairs[0]; next; ) {
    pairs.push(next)
    const data = { ...{ assignmentId: next.assignmentId, submissionKey: randomUUID() }, ...VERDICT, answers }
    const answer = await asking.post(`/api/annotate/${studyId}/judgments`, { data })
    next = (await answer.json()).desk.pairs[0]
  }
  await asking.dispose()
  expect(pairs).toHaveLength(6)
  // The focal system answers each of three prompts in two pairs.
  const twins = pairs.flatMap((one, index) =>
    pairs.slice(index + 1).flatMap((other) => (sharedHtml(one, other) ? [[one, other] as const] : [])),
  )
  expect(twins).toHaveLength(3)
  for (const [one, other] of twins) expect(common(leaves(one), leaves(other))).toEqual([])
  // Nor does a pair say which question it is asked about: that is the study's, once.
  for (const { id } of study.criteria) expect(JSON.stringify(pairs)).not.toContain(id)
  // Neither the order of keys nor anything but the two texts and an id of its own tells one pair from another.
  expect(new Set(pairs.map((pair) => JSON.stringify(shapeOf(pair)))).size).toBe(1)
})

const VERDICT = { elapsedMs: 1000, activeMs: 1000, holding: [] }

function sharedHtml(one: DeskPair, other: DeskPair): boolean {
  const texts = ({ left, right }: DeskPair) => [left[0]?.html, right?.[0]?.html]
  return texts(one).some((text) => texts(other).includes(text))
}

function common(some: string[], others: string[]): string[] {
  return some.filter((each) => others.includes(each))
}

test('scripts come without source maps', async ({ page }) => {
  const scripts: string[] = []
  page.on('response', (response) => /\.js(\?|$)/.test(response.url()) && scripts.push(response.url()))
  await page.goto('/sign-in')
  await expect(page.getByLabel('E-mail')).toBeVisible()
  expect(scripts.length).toBeGreaterThan(0)
  for (const script of scripts) expect((await page.request.get(`${script}.map`)).status(), script).toBe(404)
})

test('no page or file of a study tells its researcher who is behind a code', async ({ browser, complaints }) => {
  test.setTimeout(180_000)
  const study = await makeStudy()
  const annotator = await browser.newContext({ baseURL: process.env.NEXTAUTH_URL ?? '' })
  const desk = await annotator.newPage()
  await join(desk, study.link, 'Ottoline Fairweather')
  await judgeSome(desk, 3, () => 'tie')
  await annotator.close()
  const person = await db.user.findFirstOrThrow({
    where: { name: 'Ottoline Fairweather' },
    orderBy: { createdAt: 'desc' },
  })
  const { received, page, close } = await openRecorded(browser, complaints)
  await signInByForm(page, study.researcher.email, PASSWORD)
  const paths = ['', '/design', '/annotators', '/results', '/export', '/preview']
  for (const path of ['/', ...paths.map((path) => `/studies/${study.studyId}${path}`)]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached()
  }
  const files: Received[] = []
  const asking = await requestsOf(page)
  for (const file of ['judgments.csv', 'judgments.jsonl', 'figures/figure-1.csv', 'figures/figure-1.svg']) {
    const answer = await asking.get(`/api/studies/${study.studyId}/${file}`)
    files.push({ url: file, status: answer.status(), text: await answer.text() })
  }
  await asking.dispose()
  await close()
  const all = [...received, ...files]
  expect(all.filter(({ text }) => text.includes('C01')).length).toBeGreaterThan(2)
  expect(leaks(all, [person.name, person.email ?? '', person.id, person.passwordHash ?? ''])).toEqual([])
})

test('an invite link shows whom it is for and nothing of the study’s systems', async () => {
  const study = await makeStudy()
  const nobody = await request.newContext({ baseURL: process.env.NEXTAUTH_URL ?? '' })
  const page = await nobody.get(study.link)
  const text = await page.text()
  expect(text).toContain('Whom to prefer')
  expect(leaks([{ url: study.link, status: page.status(), text }], await secretsOf(study))).toEqual([])
  await nobody.dispose()
})
