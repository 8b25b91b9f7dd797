import { z } from 'zod'
import { MAX_DESIGN_BYTES } from '@/lib/designs/design-limits'
import { StudyInput } from '@/lib/designs/schema'
import { importDesign } from '@/lib/designs/share-design'
import { describePrompts, FoundPrompt } from '@/lib/prompts/find-prompts'
import { answers, text } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

const body = text(MAX_DESIGN_BYTES, 'A design file has at most 1 MB. This one is larger.')
const Design = z.object({ design: StudyInput, named: z.array(FoundPrompt) })

/** Reads a design file, sent as the raw body, and answers with the design as the form takes it; nothing is written. */
export const POST = route({ needs: 'studies:create', body, reply: answers(Design) }, async (access, { body }) => {
  const design = await importDesign(access, body)
  const named = await describePrompts(
    access,
    design.known.map(({ promptId }) => promptId),
  )
  return { design, named }
})
