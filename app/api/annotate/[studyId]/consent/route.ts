import { z } from 'zod'
import { giveConsent } from '@/lib/annotators/give-consent'
import { answers, json } from '@/lib/server/describe'
import { route, StudyParams } from '@/lib/server/route'

const body = json(z.object({ agrees: z.literal(true) }))
const Consented = z.object({ consentedAt: z.iso.datetime() })

/** The annotator agrees to what the study asks of them. */
export const POST = route(
  { needs: 'judgment:submit', params: StudyParams, body, reply: answers(Consented) },
  giveConsent,
)
