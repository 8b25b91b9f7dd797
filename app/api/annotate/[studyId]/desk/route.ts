import { fillReserve, nextDesk } from '@/lib/judgments/desk'
import { DeskQuery, DeskState } from '@/lib/judgments/schema'
import { answers } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

/** Where the annotator stands, with the pairs they hold; with `holding`, some more in reserve. */
export const GET = route(
  { needs: 'judgment:submit', params: StudyParams, query: DeskQuery, reply: answers(DeskState) },
  (access, { query: { holding } }) => (holding ? fillReserve(access, holding) : nextDesk(access)),
)
