import { z } from 'zod'
import { answers, bytes } from '@/lib/server/describe'
import { route } from '@/lib/server/route'
import { MAX_UPLOAD_BYTES } from '@/lib/uploads/limits'
import { lookAtTable } from '@/lib/uploads/mapping/look-at-table'
import { uploadedBytes, uploadLimits } from '@/lib/uploads/uploaded-bytes'

const Counts = z.object({
  text: z.number().optional(),
  number: z.number().optional(),
  truth: z.number().optional(),
  list: z.number().optional(),
  object: z.number().optional(),
})
const Place = z.object({
  ...{ path: z.string(), json: z.boolean(), kinds: Counts, filled: z.number(), asJson: z.number() },
  values: z.array(z.object({ value: z.string(), count: z.number() })).nullable(),
  examples: z.array(z.string()),
})
const Looked = z.object({
  ...{ bytes: z.number(), records: z.number(), broken: z.number(), firstBroken: z.string().nullable() },
  ...{ places: z.array(Place), more: z.number(), shown: z.array(z.string()) },
})

/** Takes any table as the raw body, keeps nothing of it, and answers what its columns hold. */
export const POST = route(
  { needs: 'imports:manage', body: bytes(MAX_UPLOAD_BYTES), reply: answers(Looked) },
  async (access, { body }) => lookAtTable(access, uploadedBytes(body), uploadLimits(body)),
)
