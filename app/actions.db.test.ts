import { beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import { isStudyPermission, maySite, mayStudy, type Permission } from '@/lib/auth/permissions'
import { listActions } from '@/lib/testing/addresses'
import { enrolPeople, makeActor, makeDraft, makeSession } from '@/lib/testing/fixtures'

// Goes through every server action as every kind of person: an action that forgets its gate, or names the wrong
// permission, fails here. Only the session is replaced, and the language; permissions are proven against the real database.
let actor: Actor | null = null
const sessions = new Map<string, Promise<string>>()
vi.mock('@/lib/auth/session', () => ({
  readSession: async () => {
    if (!actor) return null
    const { id } = actor
    if (!sessions.has(id)) sessions.set(id, makeSession(id))
    return { userId: id, stamp: await sessions.get(id) }
  },
}))
vi.mock('@/lib/server/language', () => ({ pageLanguage: () => 'ko' }))
// Nobody works at jobs here: who asks for one does not wait for it.
vi.mock('@/lib/jobs/state', async (original) => {
  const state = await original<typeof import('@/lib/jobs/state')>()
  const waitForJob: typeof state.waitForJob = (job, key) => state.waitForJob(job, key, 0)
  return { ...state, waitForJob }
})
vi.mock('next/cache', () => ({ revalidatePath: () => undefined, refresh: () => undefined }))

type Gated = { (input: unknown): Promise<{ ok: boolean; problem?: { code: string } }>; needs?: Permission | 'nobody' }

const actions = (await listActions()) as [name: string, action: Gated][]

let studyId: string
let people: Record<'annotator' | 'enrolled' | 'outsider' | 'member' | 'admin', Actor>

beforeAll(async () => {
  const draft = await makeDraft()
  studyId = draft.studyId
  const [enrolled] = await enrolPeople(studyId, 1)
  people = {
    annotator: await makeActor('ANNOTATOR'),
    enrolled: enrolled?.actor as Actor,
    outsider: await makeActor('RESEARCHER'),
    member: draft.researcher,
    admin: await makeActor('ADMIN'),
  }
})

test('there are actions to go through', () => {
  expect(actions.length).toBeGreaterThan(10)
})

test.each(actions)('%s names the permission it needs', (_, action) => {
  expect(action.needs).toBeTypeOf('string')
})

const gated = actions.filter(([, action]) => action.needs !== 'nobody')

test.each(gated)('%s asks whoever is not signed in to sign in', async (_, action) => {
  actor = null
  expect(await action({ studyId })).toMatchObject({ ok: false, problem: { code: 'unauthenticated' } })
})

test.each(gated)('%s does not exist for those who may not', async (_, action) => {
  const needs = action.needs as Permission
  for (const [who, person] of Object.entries(people)) {
    actor = person
    const team = who === 'member' ? ('OWNER' as const) : null
    const relation = { team, annotator: who === 'enrolled', leftOut: false }
    const may = isStudyPermission(needs) ? mayStudy(person.role, relation, needs) : maySite(person.role, needs)
    // Nothing but the study is sent: whoever may do it is told what is missing, nobody changes anything by accident.
    const { problem } = await action({ studyId, onlyForTheTest: true })
    if (!may) expect(problem?.code, who).toBe('not_found')
    else expect(['unauthenticated', 'not_found'], who).not.toContain(problem?.code)
  }
})

const CLUMSY = [undefined, null, '', 'text', 7, true, [], [[]], new Date(), { studyId: 7 }, { studyId: ['x'] }]

test.each(actions)('%s refuses input of any wrong type, whoever sends it', async (_, action) => {
  for (const person of [people.admin, people.member, people.enrolled]) {
    actor = person
    for (const input of [...CLUMSY, new FormData(), { studyId, design: 'x', personId: {}, token: 1, uploadId: [] }]) {
      const answer = await action(input)
      // Of the acts that take nothing but the study, all but these inputs name none that is there.
      if (answer.ok) expect(input).toMatchObject({ studyId })
      else expect(['invalid', 'not_found', 'conflict', 'study_frozen']).toContain(answer.problem?.code)
    }
  }
})
