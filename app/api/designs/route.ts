import { describePrompts } from '@/lib/prompts/find-prompts'
import { readText } from '@/lib/server/read-text'
import { route } from '@/lib/server/route'
import { MAX_DESIGN_BYTES } from '@/lib/studies/design-limits'
import { importDesign } from '@/lib/studies/share-design'

/** Reads a design file, sent as the raw body, and answers with the design as the form takes it; nothing is written. */
export const POST = route({ needs: 'studies:create' }, async (access, { request }) => {
  const text = await readText(request, MAX_DESIGN_BYTES, 'A design file has at most 1 MB. This one is larger.')
  const design = await importDesign(access, text)
  const named = await describePrompts(
    access,
    design.known.map(({ promptId }) => promptId),
  )
  return Response.json({ design, named }, { headers: { 'cache-control': 'no-store' } })
})
