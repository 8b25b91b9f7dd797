import { z } from 'zod'
import { listOwnVerdicts } from '@/lib/judgments/history'
import { OwnVerdict } from '@/lib/judgments/own-schema'
import { answers } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

/** The annotator's own last verdicts. */
export const GET = route(
  { needs: 'judgment:submit', params: StudyParams, reply: answers(z.array(OwnVerdict)) },
  listOwnVerdicts,
)
