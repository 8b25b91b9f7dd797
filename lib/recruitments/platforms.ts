/** Where a recruitment's people come from. */
export const PLATFORM_NAMES = {
  PROLIFIC: 'Prolific',
  CONNECT: 'CloudResearch Connect',
  SONA: 'SONA',
  PANEL: 'Another panel',
} as const
export type Platform = keyof typeof PLATFORM_NAMES
export const PLATFORMS = Object.keys(PLATFORM_NAMES) as [Platform, ...Platform[]]

/** How somebody's part in a recruitment ends, in plain words. */
export const ENDING_NAMES = {
  COMPLETED: 'Completed',
  SCREENED_OUT: 'Screened out',
  NO_CONSENT: 'No consent',
  FAILED_CHECKS: 'Failed checks',
  FULL: 'Study full',
  DEVICE: 'Unsuitable device',
} as const
export type Ending = keyof typeof ENDING_NAMES
export const ENDING_KINDS = Object.keys(ENDING_NAMES) as [Ending, ...Ending[]]

/** Which parameters of an entry address hold what; null: the platform sends none. */
export type Parameters = { participant: string; session: string | null; study: string | null }

type Habit = {
  parameters: Parameters
  /** What the platform puts values in the place of, in the link that is pasted there. */
  placeholders: Record<keyof Parameters, string>
  /** Whether endings bring codes, and whether addresses are given for them. */
  asks: { code: boolean; address: readonly Ending[] }
}

/** What platforms are used to. */
export const HABITS: Record<Platform, Habit> = {
  PROLIFIC: {
    parameters: { participant: 'PROLIFIC_PID', session: 'SESSION_ID', study: 'STUDY_ID' },
    placeholders: { participant: '{{%PROLIFIC_PID%}}', session: '{{%SESSION_ID%}}', study: '{{%STUDY_ID%}}' },
    asks: { code: true, address: [] },
  },
  // It adds its parameters to the link by itself.
  CONNECT: {
    parameters: { participant: 'participantId', session: 'assignmentId', study: 'projectId' },
    placeholders: { participant: '', session: '', study: '' },
    asks: { code: false, address: ['COMPLETED', 'SCREENED_OUT', 'FAILED_CHECKS', 'FULL'] },
  },
  SONA: {
    parameters: { participant: 'survey_code', session: null, study: null },
    placeholders: { participant: '%SURVEY_CODE%', session: '', study: '' },
    asks: { code: false, address: ['COMPLETED'] },
  },
  PANEL: {
    parameters: { participant: 'participant', session: 'session', study: null },
    placeholders: { participant: '', session: '', study: '' },
    asks: { code: true, address: ENDING_KINDS },
  },
}

/** The link to paste at the platform: with its placeholders, where it fills such in. @param link the bare link */
export function linkFor(platform: Platform, { participant, session, study }: Parameters, link: string): string {
  const { placeholders } = HABITS[platform]
  const pairs = [
    [participant, placeholders.participant],
    [session, placeholders.session],
    [study, placeholders.study],
  ].filter(([name, value]) => name && value)
  return pairs.length === 0 ? link : `${link}?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`
}
