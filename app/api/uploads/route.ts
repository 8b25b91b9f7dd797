import { z } from 'zod'
import { answers, bytes } from '@/lib/server/describe'
import { route } from '@/lib/server/route'
import { MAX_UPLOAD_BYTES } from '@/lib/uploads/limits'
import { UploadInput } from '@/lib/uploads/schema'
import { stageUpload } from '@/lib/uploads/stage-upload'
import { uploadedBytes, uploadLimits } from '@/lib/uploads/uploaded-bytes'

const Staged = z.object({ uploadId: z.uuid() })

/** Takes a file as the raw body, what it is in the query, and answers with the id under which it can be reviewed. */
export const POST = route(
  { needs: 'uploads:manage', query: UploadInput, body: bytes(MAX_UPLOAD_BYTES), reply: answers(Staged, 201) },
  async (access, { query, body }) => ({
    uploadId: await stageUpload(access, query, uploadedBytes(body), uploadLimits(body)),
  }),
)
