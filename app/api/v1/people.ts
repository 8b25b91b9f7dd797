import { z } from 'zod'
import { excludeAnnotator, includeAnnotator } from '@/lib/annotators/exclude-annotator'
import { findByCode } from '@/lib/annotators/read-code'
import { Exclusion as ExclusionInput } from '@/lib/annotators/schema'
import { env } from '@/lib/env'
import { word } from '@/lib/inputs'
import { readAnnotators } from '@/lib/monitor/read-annotators'
import { readMonitor } from '@/lib/monitor/read-monitor'
import { readMonitoredStudy } from '@/lib/monitor/read-study'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { AnnotatorInvite } from '@/lib/people/schema'
import { answers, json } from '@/lib/server/describe'
import { endpoint } from '@/lib/server/endpoint'
import { StudyParams } from '@/lib/server/route'
import { readStudyProgress } from '@/lib/studies/read-facts'
import { Paging, pageOf } from './paging'
import { Annotators, Invite, Made, Monitor, Progress } from './shapes'

const params = StudyParams
const { studyId: _, ...invited } = AnnotatorInvite.shape

export const progress = endpoint(
  {
    ...{ method: 'GET', path: '/studies/{studyId}/progress', needs: 'study:read', scope: 'studies:read', params },
    summary: 'How many judgments are in, of how many: counts, never outcomes.',
    reply: answers(Progress),
  },
  readStudyProgress,
)

export const monitor = endpoint(
  {
    ...{ method: 'GET', path: '/studies/{studyId}/monitor', needs: 'study:read', scope: 'studies:read', params },
    summary: 'How fast judgments come in, and which annotators deserve a look: counts, never outcomes.',
    reply: answers(Monitor),
  },
  async (access) => {
    const { now, pace, hours, checks, tooFast, same, sides } = await readMonitor(
      access,
      await readMonitoredStudy(access),
    )
    const { careless, ...known } = checks
    const concerns = { tooFast, careless, same, uneven: sides?.uneven ?? [] }
    return { now, pace, hours, checks: known, concerns }
  },
)

export const annotators = endpoint(
  {
    ...{ method: 'GET', path: '/studies/{studyId}/annotators', needs: 'study:read', scope: 'studies:read' },
    ...{ params, query: Paging },
    summary: 'Annotators by code, without names, and how much they have done.',
    reply: answers(Annotators),
  },
  async (access, { query }) =>
    pageOf(await readAnnotators(access, new Date()), query, ({ code, id }) => `${inOrder(code)} ${id}`),
)

/** C7 before C10, and letters before letters that go on. */
function inOrder(code: string): string {
  const { letters = code, number = '' } = /^(?<letters>\D*)(?<number>\d*)$/.exec(code)?.groups ?? {}
  return `${letters.slice(0, 60)} ${number.padStart(9, '0')}`
}

const Exclusion = z.discriminatedUnion('excluded', [
  z.strictObject({ excluded: z.literal(true), reason: ExclusionInput.shape.reason }),
  z.strictObject({ excluded: z.literal(false) }),
])

export const exclude = endpoint(
  {
    ...{ method: 'PATCH', path: '/studies/{studyId}/annotators/{code}' },
    ...{ needs: 'annotators:manage', scope: 'annotators:manage', params: params.extend({ code: word(20) }) },
    body: json(Exclusion),
    summary: 'Leaves an annotator out of the results, for a reason that is printed with them, or counts them again.',
    reply: answers(Made),
  },
  async (access, { params: { code }, body }) => {
    const annotatorId = await findByCode(access, code)
    if (body.excluded) await excludeAnnotator(access, { annotatorId, reason: body.reason })
    else await includeAnnotator(access, { annotatorId })
    return { id: annotatorId }
  },
)

export const invite = endpoint(
  {
    ...{ method: 'POST', path: '/studies/{studyId}/invites', needs: 'annotators:manage', scope: 'annotators:manage' },
    ...{ params, body: json(z.strictObject(invited)) },
    summary: 'Makes a link into a group of a study. It is told now or never.',
    reply: answers(Invite, 201),
  },
  async (access, { body }) => {
    const { token } = await createAnnotatorInvite(access, body)
    return { url: `${env().NEXTAUTH_URL.replace(/\/$/, '')}/join/${token}` }
  },
)
