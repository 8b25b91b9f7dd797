import { ENDING_KINDS, type Ending, HABITS, type Parameters, type Platform } from '@/lib/recruitments/platforms'
import type { RecruitmentInput } from '@/lib/recruitments/schema'

/** What the form of a recruitment holds, as people type it. */
export type Values = Omit<RecruitmentInput, 'studyId' | 'reward' | 'parameters'> & {
  reward: string
  parameters: Record<keyof Parameters, string>
}

/** A new recruitment, with a code of its own for each ending. */
export function newValues(groupId: string, codes: Record<Ending, string>): Values {
  return withPlatform(
    {
      ...{ groupId, name: '', platform: 'PROLIFIC', places: 24, overbooking: 10 },
      parameters: { participant: '', session: '', study: '' },
      endings: endingsOf((ending) => ({ code: codes[ending], address: '' })),
      ...{ needsComputer: false, practiceRight: null, missedChecks: null, reward: '', currency: 'USD' },
    },
    'PROLIFIC',
    codes,
  )
}

/** The same for another platform: its parameters, and codes where it takes some. */
export function withPlatform(values: Values, platform: Platform, codes: Record<Ending, string>): Values {
  const { parameters, asks } = HABITS[platform]
  return {
    ...values,
    platform,
    parameters: {
      participant: parameters.participant,
      session: parameters.session ?? '',
      study: parameters.study ?? '',
    },
    endings: endingsOf((ending) => ({ code: asks.code ? codes[ending] : '', address: '' })),
  }
}

/** What a recruitment that is there says in the form. */
export function valuesOf(kept: RecruitmentInput | (Omit<RecruitmentInput, 'studyId'> & { studyId: string })): Values {
  const { studyId: _, reward, parameters, ...rest } = kept
  return {
    ...rest,
    reward: reward === null ? '' : (reward / 100).toFixed(2),
    parameters: {
      participant: parameters.participant,
      session: parameters.session ?? '',
      study: parameters.study ?? '',
    },
  }
}

/** What is sent of it. An amount that cannot be read is sent as one that is refused. */
export function inputOf(studyId: string, values: Values): RecruitmentInput {
  const { reward, parameters, ...rest } = values
  const amount = Number(reward.trim().replace(',', '.'))
  return {
    ...rest,
    studyId,
    reward: reward.trim() === '' ? null : Number.isFinite(amount) ? Math.round(amount * 100) : -1,
    parameters: {
      participant: parameters.participant,
      session: parameters.session || null,
      study: parameters.study || null,
    },
  }
}

function endingsOf(brings: (ending: Ending) => { code: string; address: string }): Values['endings'] {
  return Object.fromEntries(ENDING_KINDS.map((ending) => [ending, brings(ending)])) as Values['endings']
}
