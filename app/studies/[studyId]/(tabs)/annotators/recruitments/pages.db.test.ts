import { createElement } from 'react'
import { prerenderToNodeStream } from 'react-dom/static'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import { signArrival } from '@/lib/recruitments/arrival-cookie'
import { makeCodes } from '@/lib/recruitments/make-code'
import { makeActor, makeOpenStudy, makeSession } from '@/lib/testing/fixtures'
import { CODES, comeIn, makeRecruitment } from '@/lib/testing/recruitment'

// The pages of researchers and of those who come, as the server makes them. Only the session is replaced, and what belongs
// to a browser.
let actor: Actor | null = null
const jar = new Map<string, string>()
vi.mock('@/lib/auth/session', async (original) => ({
  ...(await original<typeof import('@/lib/auth/session')>()),
  readSession: async () => actor && { userId: actor.id, stamp: await makeSession(actor.id) },
}))
vi.mock('@/lib/server/language', () => ({ pageLanguage: () => 'en', requestLanguage: () => 'ko' }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
  }),
}))
vi.mock('next/navigation', async (original) => ({
  ...(await original<typeof import('next/navigation')>()),
  useRouter: () => ({ push: () => undefined, refresh: () => undefined }),
}))

let study: Awaited<ReturnType<typeof makeOpenStudy>>
beforeAll(async () => {
  study = await makeOpenStudy({ design: { consent: 'It takes an hour.' } })
})

/** What a page says, as text, components of the server awaited; and its whole markup. */
async function render(page: React.ReactNode) {
  const { prelude } = await prerenderToNodeStream(createElement('div', null, page))
  let html = ''
  for await (const chunk of prelude) html += chunk
  return { html, text: html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ') }
}

test('a researcher makes a recruitment and has its link, with what is wrong beside the field', async () => {
  actor = study.researcher
  const { studyId } = study
  const { create } = await import('./actions')
  const New = (await import('./new/page')).default
  const params = Promise.resolve({ studyId })
  expect((await render(await New({ params, searchParams: Promise.resolve({}) }))).text).toContain(
    'What each ending brings',
  )
  const { input } = await makeRecruitment(study, { name: 'Before' })
  const codes = makeCodes()
  const endings = {
    ...input.endings,
    COMPLETED: { code: codes.COMPLETED, address: '' },
    FULL: { code: '', address: '' },
  }
  const wrong = await create({ ...input, name: 'Wave 2', endings })
  expect(wrong).toMatchObject({
    ok: false,
    problem: { fields: { 'endings.FULL.code': [expect.stringContaining('code')] } },
  })
  const made = await create({ ...input, name: 'Wave 2', reward: 450 })
  if (!made.ok) throw new Error(made.problem.message)
  const One = (await import('./[recruitmentId]/page')).default
  const { recruitmentId } = made.value
  const page = await render(
    await One({ params: Promise.resolve({ studyId, recruitmentId }), searchParams: Promise.resolve({}) }),
  )
  expect(page.text).toContain('0 of 24')
  expect(page.html).toMatch(/\/r\/[\w-]{22}\?PROLIFIC_PID=\{\{%PROLIFIC_PID%\}\}/)
  expect(page.text).not.toContain('Payments file')
  const All = (await import('../page')).default
  expect((await render(await All({ params, searchParams: Promise.resolve({}) }))).text).toContain('Wave 2')
})

test('only admins are led to the payments file, and a researcher of another study finds nothing', async () => {
  const { studyId } = study
  const { token, recruitmentId } = await makeRecruitment(study, { name: 'Paid' })
  await comeIn(token, 'somebody')
  const One = (await import('./[recruitmentId]/page')).default
  const of = { params: Promise.resolve({ studyId, recruitmentId }), searchParams: Promise.resolve({}) }
  actor = await makeActor('ADMIN')
  const page = await render(await One(of))
  expect(page.text).toContain('Payments file')
  expect(page.html).not.toContain('somebody')
  actor = await makeActor('RESEARCHER')
  await expect(One(of)).rejects.toThrow()
})

test('who comes reads the terms, and after a no their code, in their language', async () => {
  actor = null
  const { token } = await makeRecruitment(study, { name: 'Read' })
  const Entry = (await import('@/app/r/[token]/page')).default
  const { decline } = await import('@/app/r/[token]/actions')
  const read = async () =>
    render(await Entry({ params: Promise.resolve({ token }), searchParams: Promise.resolve({}) }))
  expect((await read()).text).toContain('Prolific에서 오시는 분을 위한 것입니다')
  expect(await decline({ token })).toMatchObject({ ok: false, problem: { code: 'not_found' } })
  const arrived = await comeIn(token, 'reader')
  jar.set('evenhand-arrival', `${signArrival(token, arrived)}x`)
  expect((await read()).text).toContain('Prolific에서 오시는 분을 위한 것입니다')
  jar.set('evenhand-arrival', signArrival(token, arrived))
  const before = await read()
  expect(before.text).toContain('It takes an hour.')
  expect(before.text).toContain('동의하고 계속')
  for (const secret of [...Object.values(CODES), 'app.prolific.com', 'reader'])
    expect(before.html).not.toContain(secret)
  expect(await decline({ token })).toMatchObject({ ok: true })
  const after = await read()
  expect(after.text).toContain('동의하지 않으셨습니다')
  expect(after.html).toContain(CODES.NO_CONSENT)
  expect(after.html).toContain('https://app.prolific.com/submissions/complete?cc=')
})
