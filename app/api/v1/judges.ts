import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import { claimToJudge, judgeByToken, releaseClaimed } from '@/lib/runs/judge-by-token'
import { ClaimInput, JudgmentInput, ReleaseInput } from '@/lib/runs/judge-schema'
import { VERDICT_BODY } from '@/lib/server/body-limits'
import { answers, json } from '@/lib/server/describe'
import { endpoint } from '@/lib/server/endpoint'
import { StudyParams } from '@/lib/server/route'
import type { Holder } from '@/lib/tokens/find-holder'
import { Claim, Saved } from './shapes'

const gate = { method: 'POST', needs: 'study:run', scope: 'judgments:write', params: StudyParams } as const

export const claim = endpoint(
  {
    ...{ ...gate, path: '/studies/{studyId}/assignments:claim', body: json(ClaimInput) },
    summary: 'Leases pairs of a language model to your program, with what people would read of them.',
    reply: answers(Claim),
  },
  (access, { token, body }) => claimToJudge(judging(access, token), body),
)

export const release = endpoint(
  {
    ...{ ...gate, path: '/studies/{studyId}/assignments:release', body: json(ReleaseInput) },
    summary: 'Gives back what was claimed and is not judged; else it is free once its lease has run out.',
    reply: answers(z.null()),
  },
  async (access, { token, body }) => {
    await releaseClaimed(judging(access, token), body)
    return null
  },
)

export const submit = endpoint(
  {
    ...{ ...gate, path: '/studies/{studyId}/judgments', body: json(JudgmentInput, VERDICT_BODY) },
    summary:
      'Stores a verdict of your program, or why it gives none; sent again under its submissionKey, nothing more.',
    reply: answers(Saved),
  },
  async (access, { token, body }) => {
    await judgeByToken(judging(access, token), body)
    return { saved: body.submissionKey }
  },
)

/** A seat is proven by a token: a browser’s session has none. */
function judging(access: Access<'study:run'>, token: Holder | null) {
  if (!token)
    throw new AppError('scope_needed', { message: 'Judging by the API takes a token with the scope judgments:write.' })
  return { access, token }
}
