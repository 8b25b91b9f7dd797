import { z } from 'zod'
import { MAX_DESIGN_BYTES } from '@/lib/designs/design-limits'
import { StudyInput } from '@/lib/designs/schema'
import { AppError } from '@/lib/errors'
import { whole } from '@/lib/inputs'
import { MOST_MODELS } from '@/lib/models/design'
import { type Trials, tryModel } from '@/lib/runs/try-model'
import { answers, json } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

const place = whole(0, MOST_MODELS)
const body = json(z.object({ design: StudyInput, group: place, model: place }), MAX_DESIGN_BYTES)

/** Asks one model of a design about a few of its items, and stores nothing: null where nobody waits for it any more. */
export const POST = route(
  { needs: 'providers:use', body, reply: answers(z.custom<Trials>().nullable()) },
  async (access, { request: { signal }, body: { design, group, model: nth } }) => {
    const model = design.models[group]?.models[nth]
    if (!model) throw new AppError('not_found')
    return tryModel(access, { design, model }, signal).catch((error) => {
      if (signal.aborted) return null
      throw error
    })
  },
)
