import { parseInput } from '@/lib/server/parse-input'
import { route } from '@/lib/server/route'
import { UploadInput } from '@/lib/uploads/schema'
import { stageUpload } from '@/lib/uploads/stage-upload'
import { uploadedBytes, uploadLimits } from '@/lib/uploads/uploaded-bytes'

/** Takes a file as the raw body, what it is in the query, and answers with the id under which it can be reviewed. */
export const POST = route({ needs: 'uploads:manage' }, async (access, { request }) => {
  const input = parseInput(UploadInput, Object.fromEntries(new URL(request.url).searchParams))
  const uploadId = await stageUpload(access, input, uploadedBytes(request), uploadLimits(request))
  return Response.json({ uploadId }, { status: 201, headers: { 'cache-control': 'no-store' } })
})
