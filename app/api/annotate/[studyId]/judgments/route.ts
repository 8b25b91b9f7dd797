import { judgeAndNext } from '@/lib/judgments/desk'
import { SubmissionBody, VerdictReceipt } from '@/lib/judgments/schema'
import { answers, json } from '@/lib/server/describe'
import { StudyParams, verdictRoute } from '@/lib/server/route'

/** Stores a verdict and brings what comes next, in one round trip. A route, not an action: the outbox retries it. */
export const POST = verdictRoute(
  { needs: 'judgment:submit', params: StudyParams, body: json(SubmissionBody), reply: answers(VerdictReceipt) },
  (bearer, { body: { holding, ...submission } }) => judgeAndNext(bearer, submission, holding),
)
