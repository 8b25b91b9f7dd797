import { z } from 'zod'
import { finishPart } from '@/lib/recruitments/finish'
import { answers, json } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

const body = json(z.object({ finishes: z.literal(true) }))
const Finished = z.object({ isOver: z.boolean() })

/** Whether the part of somebody who came from a crowd platform ends now. What it brings is on the page they came in by. */
export const POST = route({ needs: 'desk:open', params: StudyParams, body, reply: answers(Finished) }, finishPart)
