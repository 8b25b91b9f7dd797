import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { FIGURE_FORMATS } from '@/lib/figures/files/formats'
import { parseFileName } from '@/lib/figures/files/parse-file-name'
import { serveFigure } from '@/lib/figures/files/serve-figure'
import { findFigure, readFigure } from '@/lib/figures/registry'
import { withEtag } from '@/lib/http/etag'
import { word } from '@/lib/inputs'
import { requireResults } from '@/lib/looks/looks'
import { readNumbers } from '@/lib/results/read-numbers'
import { freezeResults, listSnapshots, readSnapshot, SnapshotInput } from '@/lib/results/snapshots'
import { answers, file, json } from '@/lib/server/describe'
import { endpoint } from '@/lib/server/endpoint'
import { StudyParams } from '@/lib/server/route'
import { type LookQuery, lookIfAsked, looking } from './looking'
import { newestFirst, Paging, pageOf } from './paging'
import { Made, OneFigure, OneSnapshot, Results, Row, Snapshots } from './shapes'

const params = StudyParams

/** What figures are asked with; what is said wrongly is refused, as everywhere here. */
const shown = {
  ...{ rule: word(40).optional(), ties: word(40).optional(), group: word(200).optional(), set: word(40).optional() },
  criterion: z.coerce.number().int().min(0).max(50).default(0),
  ...looking,
}

type Call = { query: LookQuery; token: Parameters<typeof lookIfAsked>[1]['token'] }

const asked = (query: object) =>
  toFigureQuery(
    Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, value === undefined ? undefined : String(value)]),
    ),
  )

export const results = endpoint(
  {
    ...{ method: 'GET', path: '/studies/{studyId}/results', needs: 'study:results', scope: 'results:read', params },
    query: z.strictObject({ rule: shown.rule, criterion: shown.criterion, ...looking }),
    summary: 'The numbers of every figure, unrounded, as their CSVs have them.',
    reply: answers(Results),
  },
  async (access, { query, token }) => {
    await lookIfAsked(access, { reason: query.reason, token })
    const { shown } = await requireResults(access)
    const { rule, criterion } = asked(query)
    const figures = await readNumbers(access, { rule, criterion })
    return {
      ...{ shown, rule, criterion },
      figures: figures.map(({ name, rows }) => ({ name, title: findFigure(name)?.title ?? null, rows })),
    }
  },
)

/** One figure's numbers, under an address that says what they are. */
const numbers = (place: string, ofComparisons: string, ofRatings: string, summary: string) =>
  endpoint(
    {
      ...{ method: 'GET', path: `/studies/{studyId}/${place}`, needs: 'study:results', scope: 'results:read', params },
      ...{ query: z.strictObject(shown), summary, reply: answers(OneFigure) },
    },
    async (access, call) => {
      await lookIfAsked(access, { reason: call.query.reason, token: call.token })
      return readOne(access, [ofComparisons, ofRatings], call)
    },
  )

async function readOne(access: Access<'study:results'>, names: readonly string[], { query }: Call) {
  for (const name of names) {
    const kind = findFigure(name)
    const figure = kind && (await readFigure(access, kind, asked(query)).catch(orNone))
    if (figure) {
      const rows = z.array(Row).parse(JSON.parse(JSON.stringify(figure.rows)))
      return { name, title: figure.title, caption: figure.caption, rows }
    }
  }
  throw new AppError('not_found', { message: 'The data have no such numbers yet.' })
}

function orNone(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null
  throw error
}

export const agreement = numbers('agreement', 'agreement', 'rating-agreement', 'How far annotators agree.')
export const strengths = numbers(
  'strengths',
  'strengths',
  'means',
  'Strengths of systems; of a rating study their means.',
)

export const figure = endpoint(
  {
    ...{ method: 'GET', path: '/studies/{studyId}/figures/{file}', needs: 'study:results', scope: 'results:read' },
    ...{ params: params.extend({ file: word(100) }), query: z.strictObject(shown) },
    summary: 'A figure as SVG, PNG, PDF, CSV, LaTeX table or caption: figure-1.svg.',
    reply: file(...new Set(Object.values(FIGURE_FORMATS).map(({ type }) => type))),
  },
  async (access, { request, query, token, params }) => {
    await lookIfAsked(access, { reason: query.reason, token })
    const named = parseFileName(params.file)
    if (!named) throw new AppError('not_found')
    return withEtag(
      request,
      await serveFigure(request, await readFigure(access, named.kind, asked(query)), named.ending),
    )
  },
)

export const snapshots = endpoint(
  {
    ...{ method: 'GET', path: '/studies/{studyId}/snapshots', needs: 'study:results', scope: 'results:read' },
    ...{ params, query: Paging },
    summary: 'Frozen results, the latest first, with the hash of their data.',
    reply: answers(Snapshots),
  },
  async (access, { query }) => pageOf(await listSnapshots(access), query, ({ at, id }) => newestFirst(at, id)),
)

export const snapshot = endpoint(
  {
    ...{ method: 'GET', path: '/studies/{studyId}/snapshots/{snapshotId}', needs: 'study:results' },
    ...{ scope: 'results:read', params: params.extend({ snapshotId: z.uuid() }) },
    summary: 'One of them, with the numbers of every figure as they were frozen.',
    reply: answers(OneSnapshot),
  },
  async (access, { params: { snapshotId } }) => {
    const { numbers, ...about } = await readSnapshot(access, snapshotId)
    const figures = numbers.figures.map((each) => ({ ...each, title: findFigure(each.name)?.title ?? null }))
    return { ...about, recorded: numbers.recorded, counted: numbers.counted, figures }
  },
)

const { studyId: _, ...frozen } = SnapshotInput.shape

export const freeze = endpoint(
  {
    ...{ method: 'POST', path: '/studies/{studyId}/snapshots', needs: 'study:results', scope: 'results:read', params },
    body: json(z.strictObject({ ...frozen, rule: frozen.rule.default('all'), criterion: frozen.criterion.default(0) })),
    summary: 'Freezes the numbers of every figure with the hash of their data.',
    reply: answers(Made, 201),
    location: ({ id }, { studyId }) => `/studies/${String(studyId)}/snapshots/${id}`,
  },
  async (access, { body }) => ({ id: await freezeResults(access, { ...body, studyId: access.studyId }) }),
)
