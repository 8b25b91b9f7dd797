import { z } from 'zod'
import { csvChunks, download } from '@/lib/http/stream'
import { answers, bytes, file, json, nothing } from '@/lib/server/describe'
import { endpoint, patienceOf } from '@/lib/server/endpoint'
import { discardUpload } from '@/lib/uploads/discard-upload'
import { MAX_UPLOAD_BYTES } from '@/lib/uploads/limits'
import { REPORT_COLUMNS, reportProblems } from '@/lib/uploads/report-problems'
import { requestImport } from '@/lib/uploads/request-import'
import { reviewUpload } from '@/lib/uploads/review-upload'
import { ImportInput, UploadInput } from '@/lib/uploads/schema'
import { stageUpload } from '@/lib/uploads/stage-upload'
import { uploadedBytes, uploadLimits } from '@/lib/uploads/uploaded-bytes'
import { Imported, Made, Upload } from './shapes'

const params = z.object({ uploadId: z.uuid() })
const gate = { needs: 'uploads:manage', scope: 'uploads:write' } as const

export const create = endpoint(
  {
    ...{ ...gate, method: 'POST', path: '/uploads', query: UploadInput, body: bytes(MAX_UPLOAD_BYTES) },
    summary: 'Takes a file of prompts or responses, and reads it. Nothing is written before it is imported.',
    reply: answers(Made, 201),
    location: ({ id }) => `/uploads/${id}`,
  },
  async (access, { query, body }) => ({
    id: await stageUpload(access, query, uploadedBytes(body), uploadLimits(body)),
  }),
)

export const read = endpoint(
  {
    ...gate,
    method: 'GET',
    path: '/uploads/{uploadId}',
    params,
    summary: 'How a file was read.',
    reply: answers(Upload),
  },
  async (access, { params: { uploadId } }) => {
    const { upload, fine, present, counts } = await reviewUpload(access, uploadId)
    return { ...upload, fine, present, problems: counts as Record<string, number> }
  },
)

export const problems = endpoint(
  {
    ...{ ...gate, method: 'GET', path: '/uploads/{uploadId}/problems', params },
    summary: 'Every row that cannot be imported, as CSV.',
    reply: file('text/csv'),
  },
  async (access, { request, params: { uploadId } }) => {
    const rows = await reportProblems(access, uploadId)
    return download(request, { name: 'problems.csv', type: 'text/csv' }, csvChunks(rows, REPORT_COLUMNS))
  },
)

const { uploadId: _, ...decided } = ImportInput.shape

export const imported = endpoint(
  {
    ...{ ...gate, method: 'POST', path: '/uploads/{uploadId}/import', params, body: json(z.strictObject(decided)) },
    summary: 'Imports a file, all of it or nothing. A large one is in after a while.',
    reply: answers(Imported),
    pending: ({ isImported, jobId }: { isImported: boolean; jobId: string }) => (isImported ? null : jobId),
  },
  (access, { request, params: { uploadId }, body }) =>
    requestImport(access, { ...body, uploadId }, patienceOf(request)),
)

export const discard = endpoint(
  {
    ...{ ...gate, method: 'DELETE', path: '/uploads/{uploadId}', params, body: nothing() },
    summary: 'Throws away a file that was not imported.',
    reply: answers(z.null()),
  },
  async (access, { params }) => {
    await discardUpload(access, params)
    return null
  },
)
