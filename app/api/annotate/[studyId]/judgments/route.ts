import { sessionSeat } from '@/lib/engine/seat'
import { judgeAndNext } from '@/lib/judgments/desk'
import { nameAnswers } from '@/lib/judgments/name-answers'
import { SubmissionBody, VerdictReceipt } from '@/lib/judgments/schema'
import { VERDICT_BODY } from '@/lib/server/body-limits'
import { answers, json } from '@/lib/server/describe'
import { StudyParams, verdictRoute } from '@/lib/server/route'
import { offerStraight } from '@/lib/server/straight'

/**
 * Stores a verdict and brings what comes next, in one round trip. A route, not an action: the outbox retries it. The front
 * door asks it as well, without Next.
 */
export const POST = offerStraight(
  verdictRoute(
    {
      needs: 'judgment:submit',
      params: StudyParams,
      body: json(SubmissionBody, VERDICT_BODY),
      reply: answers(VerdictReceipt),
    },
    async (bearer, { holding, ...said }) => {
      const submission = 'choices' in said ? await nameAnswers(bearer.studyId, said) : said
      return judgeAndNext(sessionSeat(bearer), submission, holding)
    },
  ),
)
