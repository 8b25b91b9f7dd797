import { z } from 'zod'
import { readOwnPair } from '@/lib/judgments/history'
import { OwnPair } from '@/lib/judgments/own-schema'
import { answers } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

const Params = StudyParams.extend({ assignmentId: z.uuid() })

/** One of the annotator's own pairs: as it was written, and with the verdict they gave. */
export const GET = route(
  { needs: 'judgment:submit', params: Params, reply: answers(OwnPair) },
  (access, { params: { assignmentId } }) => readOwnPair(access, assignmentId),
)
