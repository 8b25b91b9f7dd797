import { z } from 'zod'
import { answers, bytes } from '@/lib/server/describe'
import { route } from '@/lib/server/route'
import { JudgmentFileInput } from '@/lib/uploads/judgments/schema'
import { stageJudgments } from '@/lib/uploads/judgments/stage-judgments'
import { MAX_UPLOAD_BYTES } from '@/lib/uploads/limits'
import { uploadedBytes, uploadLimits } from '@/lib/uploads/uploaded-bytes'

const Staged = z.object({ importId: z.uuid() })

/** Takes a file of judgments as the raw body, and answers with the import that it went to, where it can be reviewed. */
export const POST = route(
  { needs: 'imports:manage', query: JudgmentFileInput, body: bytes(MAX_UPLOAD_BYTES), reply: answers(Staged, 201) },
  async (access, { query, body }) => ({
    importId: await stageJudgments(access, query, uploadedBytes(body), uploadLimits(body)),
  }),
)
