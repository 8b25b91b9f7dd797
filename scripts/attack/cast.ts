import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { blankDesign } from '@/lib/designs/blank-design'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { createStudy } from '@/lib/studies/create-study'
import { openStudy } from '@/lib/studies/open-study'
import { enrolPeople, makeActor, makePromptSet } from '@/lib/testing/fixtures'
import { sessionCookie } from '../../e2e/fixtures'

/** Everybody who may come, from nobody to the admin. */
export const ROLES = [
  ...['nobody', 'annotator', 'without a study', 'of another study', 'disabled', 'outsider', 'member', 'admin'],
] as const
export type Role =
  | 'nobody'
  | 'annotator'
  | 'without a study'
  | 'of another study'
  | 'disabled'
  | 'outsider'
  | 'member'
  | 'admin'

/** Those who must never learn who answered. */
export const BLIND: readonly Role[] = ['nobody', 'annotator', 'without a study', 'of another study', 'disabled']

/** Long enough for every attack together. */
const PROMPTS = 240
const ANNOTATORS = 8

export type Cast = Awaited<ReturnType<typeof makeCast>>

/** People in each role, studies they have a part in or have not, and what must not be seen of them. */
export async function makeCast() {
  // Like nothing else, so that a name in an answer is this name.
  const set = await makePromptSet({ prompts: PROMPTS, systems: ['Zanthoria 70B', 'Quillbacker v2', 'Obsidianus XL'] })
  const [focal, ...baselines] = set.systems
  const member = await makeActor('RESEARCHER', 'Rosalind Wetherby')
  const design: ComparisonDesign = {
    ...blankDesign(),
    ...{ title: 'Whom to prefer', promptSetId: set.id, overlap: 2, looks: 'ANYTIME' },
    comparisons: { pairing: 'FOCAL', focalSystemId: focal?.id ?? '', baselineIds: baselines.map(({ id }) => id) },
  }
  const draft = (changes: Partial<ComparisonDesign> = {}) =>
    createStudy(authorizeActorSite(member, 'studies:create'), { ...design, ...changes })
  const open = async (changes: Partial<ComparisonDesign> = {}) => {
    const studyId = await draft(changes)
    await openStudy(await authorizeActor(member, studyId, 'study:run'))
    return studyId
  }
  const studyId = await open()
  const otherStudyId = await open({ title: 'Another one' })
  const people = await enrolPeople(studyId, ANNOTATORS)
  const [elsewhere] = await enrolPeople(otherStudyId, 1)
  const disabled = await makeActor('ANNOTATOR')
  const actors = {
    ...{ annotator: people[0]?.actor, 'of another study': elsewhere?.actor, disabled, member },
    ...{ 'without a study': await makeActor('ANNOTATOR'), outsider: await makeActor('RESEARCHER') },
    admin: await makeActor('ADMIN'),
  } as Record<Exclude<Role, 'nobody'>, Actor>
  const cookies = new Map<string, string>()
  for (const [role, actor] of Object.entries(actors)) cookies.set(role, await cookieOf(actor))
  await db.user.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } })
  const annotators = await Promise.all(people.map(async ({ actor }) => ({ actor, cookie: await cookieOf(actor) })))
  return { set, member, design, draft, open, studyId, otherStudyId, actors, cookies, annotators }
}

/** The cookie header of a browser in which somebody has signed in. */
export async function cookieOf({ id }: Actor): Promise<string> {
  const { name, value } = await sessionCookie(id)
  return `${name}=${value}`
}
