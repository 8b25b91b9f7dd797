import { randomUUID } from 'node:crypto'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'
import { signInByForm } from './steps'

const LIMA = '23051120-6000-4000-8000-000000000000'

/** What people and robots put where an id is wanted. */
const NO_IDS = ['abc', '0', '%00', "'%20OR%201=1", randomUUID(), `${LIMA}0`, '..%2f..%2fetc']

const BY_ID = [
  '/studies/:id',
  '/studies/:id/design',
  '/studies/:id/design/names',
  '/studies/:id/annotators',
  '/studies/:id/audit',
  '/studies/:id/results',
  '/studies/:id/export',
  '/studies/:id/preview',
  '/annotate/:id',
  '/prompt-sets/:id',
  '/prompt-sets/:id/prompts/:id',
  '/prompt-sets/:id/upload',
  '/uploads/:id',
  '/studies/import/:id',
  '/prompt-sets/pairs/:id',
  '/admin/people/:id',
  '/api/studies/:id/judgments.csv',
  '/api/studies/:id/judgments.jsonl',
  '/api/studies/:id/calls.csv',
  '/api/studies/:id/alpaca-eval.json',
  '/api/studies/:id/figures/figure-1.svg',
  '/api/studies/:id/figures/figure-1.csv',
  '/api/studies/:id/opening',
  '/api/studies/:id/names.csv',
  '/api/studies/:id/late.csv',
  '/api/uploads/:id/report.csv',
  '/api/imports/:id/report.csv',
  '/api/annotate/:id/desk',
  '/api/annotate/:id/page',
]

const NUMBERS = ['-1', '0', '1.5', 'abc', '', '1e300', 'Infinity', '99999999999999999999', '%00', '1&page=2&pair=2']

test.beforeEach(({ page }) => signInByForm(page, 'admin@example.org', 'a password for the tests'))

test('an address with no id of ours in it is not found', async ({ page }) => {
  for (const path of BY_ID)
    for (const id of NO_IDS) {
      const address = path.replace(':id', id)
      expect((await page.request.get(address)).status(), address).toBe(404)
    }
})

test('the figure of strengths is found by the name it once had', async ({ page }) => {
  const answer = await page.request.get(`/api/studies/${LIMA}/figures/ratings.csv?group=crowd`, { maxRedirects: 0 })
  expect([answer.status(), answer.headers().location]).toEqual([
    308,
    `/api/studies/${LIMA}/figures/strengths.csv?group=crowd`,
  ])
})

test('pages put up with any number, search and choice in their address', async ({ page }) => {
  const { studyId, promptSet } = await makeOpenStudy({ prompts: 2 })
  const [person] = await enrolPeople(studyId, 1)
  const annotatorId = person?.annotator.id
  const asked = [
    ...NUMBERS.flatMap((number) => [
      `/prompt-sets/${promptSet.id}?page=${number}`,
      `/studies/${studyId}/preview?pair=${number}`,
      `/studies/${LIMA}/preview?pair=${number}`,
      `/admin/audit?before=${number}`,
      `/admin/people?q=${number}`,
      `/studies/${studyId}/audit?before=${number}`,
      `/studies/${studyId}/design/names?word=${number}&page=${number}`,
      `/studies/${studyId}/annotators/${annotatorId}?before=${number}`,
    ]),
    `/admin/people?q=${'x'.repeat(4000)}`,
    '/admin/people?q=%25_%5C',
    '/admin/people?q=a&q=b',
    `/prompt-sets/${promptSet.id}/upload?kind=nonsense`,
  ]
  for (const address of asked) expect((await page.request.get(address)).status(), address).toBe(200)
})

test('what a form would never send is refused in words, and nothing is stored', async ({ page }) => {
  const { studyId } = await makeOpenStudy({ prompts: 1 })
  const queries = [
    'kind=PROMPTS&name=x&filename=a%00b.jsonl',
    'kind=PROMPTS&name=a%00b&filename=a.jsonl',
    `kind=PROMPTS&name=${'x'.repeat(121)}&filename=a.jsonl`,
    'kind=NEITHER&name=x&filename=a.jsonl',
    'kind=RESPONSES&name=x&filename=a.jsonl&promptSetId=abc',
    'kind=PROMPTS&name=&filename=a.jsonl',
  ]
  for (const query of queries) {
    const answer = await page.request.post(`/api/uploads?${query}`, { data: '{"prompt": "One?"}' })
    expect(answer.status(), query).toBe(422)
    expect(answer.headers()['content-type']).toBe('application/problem+json')
    expect(Object.keys((await answer.json()).fields)).toHaveLength(1)
  }
  const unknown = await page.request.post(
    `/api/uploads?kind=RESPONSES&name=x&filename=a.jsonl&promptSetId=${randomUUID()}`,
    { data: '{"id": "q-1", "response": "One."}' },
  )
  expect(unknown.status()).toBe(404)
  // The admin is enrolled nowhere: whatever the body, the desk is not theirs.
  for (const data of ['', '[1', '{"assignmentId": 7}', 'null'])
    expect((await page.request.post(`/api/annotate/${studyId}/judgments`, { data })).status(), data).toBe(404)
})

test('who claims another address at each attempt to sign in is stopped all the same', async ({ page }) => {
  await page.context().clearCookies()
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  const email = `${randomUUID()}@example.org`
  const answers: string[] = []
  for (let attempt = 1; attempt <= 6; attempt++) {
    const form = { csrfToken, email, password: 'wrong', json: 'true' }
    const headers = { 'x-forwarded-for': `10.9.9.${attempt}` }
    answers.push(await (await page.request.post('/api/auth/callback/credentials', { form, headers })).text())
  }
  const stopped = answers.map((answer) => answer.includes('too_many_attempts'))
  expect(stopped).toEqual([false, false, false, false, false, true])
})
