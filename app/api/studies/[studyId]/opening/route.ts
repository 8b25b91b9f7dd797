import { Opening, readOpening } from '@/lib/monitor/read-opening'
import { answers } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

/** How far the opening of a study has come: `{written, total}`, or 204 when it is not being opened. */
export const GET = route({ needs: 'study:read', params: StudyParams, reply: answers(Opening.nullable()) }, readOpening)
