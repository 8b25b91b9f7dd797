import { authorizeActorSite } from '@/lib/auth/access'
import { changeDesignFile, completeDesignFile } from '@/lib/designs/complete-design'
import { PartOfDesign } from '@/lib/designs/design-file'
import { MAX_DESIGN_BYTES } from '@/lib/designs/design-limits'
import { exportDesign, importDesign } from '@/lib/designs/share-design'
import { readOpening } from '@/lib/monitor/read-opening'
import { answers, nothing, text } from '@/lib/server/describe'
import { endpoint, patienceOf } from '@/lib/server/endpoint'
import { named } from '@/lib/server/openapi'
import { StudyParams } from '@/lib/server/route'
import { createStudy } from '@/lib/studies/create-study'
import { listAllStudies } from '@/lib/studies/list-studies'
import { readStudyFacts } from '@/lib/studies/read-facts'
import { requestOpening } from '@/lib/studies/request-opening'
import { type Step, setStatus } from '@/lib/studies/set-status'
import { updateStudy } from '@/lib/studies/update-study'
import { newestFirst, Paging, pageOf } from './paging'
import { Made, Opened, Studies, Study } from './shapes'

const params = StudyParams
const design = {
  ...text(MAX_DESIGN_BYTES, 'A design has at most 1 MB. This one is larger.'),
  // Read by what a design file has to be once it is whole; this is what is said of it.
  ...{ type: 'application/json', schema: named('PartOfDesign', PartOfDesign) },
}

export const list = endpoint(
  {
    ...{ method: 'GET', path: '/studies', needs: 'studies:list', scope: 'studies:read', query: Paging },
    summary: 'Your studies, the newest first; of an admin all.',
    reply: answers(Studies),
  },
  async (access, { query, token }) => {
    const studies = await listAllStudies(access)
    const { studyIds } = token ?? {}
    return pageOf(
      studyIds ? studies.filter(({ id }) => studyIds.has(id)) : studies,
      query,
      // Published counts, which are everybody's, stand last.
      ({ origin, createdAt, id }) => `${Number(origin === 'RECONSTRUCTED')} ${newestFirst(createdAt, id)}`,
    )
  },
)

export const create = endpoint(
  {
    ...{ method: 'POST', path: '/studies', needs: 'studies:create', scope: 'studies:write', body: design },
    summary:
      'Makes a draft from a design file, as design.json has it. What it does not say is as in the form of a new study.',
    reply: answers(Made, 201),
    location: ({ id }) => `/studies/${id}`,
  },
  async (access, { body }) => ({ id: await createStudy(access, await importDesign(access, completeDesignFile(body))) }),
)

export const read = endpoint(
  {
    ...{ method: 'GET', path: '/studies/{studyId}', needs: 'study:read', scope: 'studies:read', params },
    summary: 'A study: where it stands, its systems and groups.',
    reply: answers(Study),
  },
  async (access) => {
    const [facts, opening] = await Promise.all([readStudyFacts(access), readOpening(access)])
    return { ...facts, opening }
  },
)

export const change = endpoint(
  {
    ...{ method: 'PATCH', path: '/studies/{studyId}', needs: 'study:design', scope: 'studies:write' },
    ...{ params, body: design },
    summary: 'Changes a draft: fields of its design file, each as a whole. What is not sent stays.',
    reply: answers(Made),
  },
  async (access, { body }) => {
    const file = changeDesignFile(await exportDesign(access), body)
    const site = authorizeActorSite(access.actor, 'studies:create')
    await updateStudy(access, await importDesign(site, file))
    return { id: access.studyId }
  },
)

export const open = endpoint(
  {
    ...{ method: 'POST', path: '/studies/{studyId}/open', needs: 'study:run', scope: 'studies:run' },
    ...{ params, body: nothing() },
    summary: 'Opens a draft: its design is frozen, items and slots are written. A large one is open after a while.',
    reply: answers(Opened),
    pending: ({ isOpen, jobId }: { isOpen: boolean; jobId: string }) => (isOpen ? null : jobId),
  },
  (access, { request }) => requestOpening(access, patienceOf(request)),
)

const step = (name: Step, summary: string) =>
  endpoint(
    {
      ...{ method: 'POST', path: `/studies/{studyId}/${name}`, needs: 'study:run', scope: 'studies:run' },
      ...{ params, body: nothing(), summary, reply: answers(Made) },
    },
    async (access) => {
      await setStatus(access, name)
      return { id: access.studyId }
    },
  )

export const pause = step('pause', 'Hands out no new pairs until resumed.')
export const resume = step('resume', 'Hands out pairs again.')
export const close = step('close', 'Ends a study for good.')
