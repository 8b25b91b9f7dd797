import { z } from 'zod'
import { text, whole, word } from '@/lib/inputs'
import { ENDING_KINDS, type Ending, HABITS, PLATFORMS, type Platform } from './platforms'

const CODE = /^[A-Za-z0-9_-]{0,64}$/
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/

const ParameterName = text(64).regex(NAME, 'A parameter is a letter, then letters, digits, “_” or “-”.')
const Optional = text(64)
  .regex(/^$|^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'A parameter is a letter, then letters, digits, “_” or “-”.')
  .nullable()
  .transform((name) => name || null)

/** Which parameters of the address hold whom. */
export const ParameterNames = z.object({ participant: ParameterName, session: Optional, study: Optional })

/** What an ending brings: a code to enter, an address to go back to, or neither. */
const Brings = z.object({
  code: text(64).regex(CODE, 'A code has at most 64 letters, digits, “_” and “-”.').default(''),
  address: text(1000).default(''),
})
export type Brings = z.output<typeof Brings>

/** What each ending brings. */
export const Endings = z.object({
  COMPLETED: Brings,
  SCREENED_OUT: Brings,
  NO_CONSENT: Brings,
  FAILED_CHECKS: Brings,
  FULL: Brings,
  DEVICE: Brings,
})
export type Endings = z.output<typeof Endings>

const Decided = z.object({
  studyId: z.uuid(),
  groupId: z.uuid('Choose a group.'),
  name: text(100).min(1, 'Give it a name.'),
  platform: z.enum(PLATFORMS),
  places: whole(1, 100_000),
  overbooking: whole(0, 100).default(10),
  parameters: ParameterNames,
  endings: Endings,
  needsComputer: z.boolean().default(false),
  practiceRight: whole(1, 100).nullable().default(null),
  missedChecks: whole(1, 100).nullable().default(null),
  /** In hundredths. */
  reward: whole(0, 10_000_000).nullable().default(null),
  currency: text(3)
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'Three letters, such as USD.')
    .default('USD'),
})

/** What is decided about a recruitment, and may be changed while it goes on. */
export const RecruitmentInput = Decided.superRefine(requireWaysBack)
export type RecruitmentInput = z.output<typeof RecruitmentInput>

/** A recruitment as forms name it. */
export const RecruitmentKey = z.object({ studyId: z.uuid(), recruitmentId: z.uuid() })

/** A change of a recruitment: all of it, as the form has it. */
export const RecruitmentChange = Decided.extend({ recruitmentId: z.uuid() }).superRefine(requireWaysBack)

function requireWaysBack(
  { platform, endings }: { platform: Platform; endings: Endings },
  context: { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void },
): void {
  for (const { ending, part, message } of faultsOf(platform, endings))
    context.addIssue({ code: 'custom', path: ['endings', ending, part], message })
}

/** A list of submissions as a platform exports it. */
export const SubmissionList = z.object({
  studyId: z.uuid(),
  recruitmentId: z.uuid(),
  list: word(200_000, 'Paste the list, or choose its file.'),
})

type Fault = { ending: Ending; part: 'code' | 'address'; message: string }

/** What a platform cannot take back, by ending. */
function faultsOf(platform: Platform, endings: Endings): Fault[] {
  const { asks } = HABITS[platform]
  const faults: Fault[] = []
  const codes = new Map<string, Ending>()
  for (const ending of ENDING_KINDS) {
    const { code, address } = endings[ending]
    const wrong = (part: Fault['part'], message: string) => faults.push({ ending, part, message })
    const other = codes.get(code)
    if (code !== '' && other) wrong('code', 'Another ending has this code: nobody could tell them apart.')
    if (code !== '') codes.set(code, ending)
    if (platform === 'PROLIFIC' && code === '') wrong('code', 'Prolific knows endings by their code: give one.')
    if (!asks.code && code !== '') wrong('code', 'This platform takes no code here.')
    if (!asks.address.includes(ending) && address !== '') wrong('address', 'This platform takes no address here.')
    const fault = address === '' ? null : addressFault(platform, address)
    if (fault) wrong('address', fault)
  }
  const { code, address } = endings.COMPLETED
  if (platform !== 'PROLIFIC' && code === '' && address === '')
    faults.push({ ending: 'COMPLETED', part: 'address', message: 'Say how completed people get back.' })
  return faults
}

const HOSTS: Partial<Record<Platform, { ends: string; says: string }>> = {
  CONNECT: { ends: 'cloudresearch.com', says: 'Copy the address from the project’s settings at Connect.' },
  SONA: { ends: 'sona-systems.com', says: 'Copy the address for crediting from the study’s page at SONA.' },
}

/** What may stand in an address, filled in when somebody goes there. */
const FILLED_IN = ['participant', 'session', 'code', 'outcome'] as const

const PLACE = /\{(\w+)\}/g

/** Why people cannot be sent to an address; null where they can. */
function addressFault(platform: Platform, address: string): string | null {
  const beyond = [...address.matchAll(PLACE)].map(([, name]) => name ?? '')
  const unknown = beyond.find((name) => !(FILLED_IN as readonly string[]).includes(name))
  if (unknown !== undefined) return `{${unknown}} is nothing that is filled in. There are {${FILLED_IN.join('}, {')}}.`
  const plain = address.replace(PLACE, 'x')
  if (/[{}\s]/.test(plain) || !URL.canParse(plain)) return 'Give a whole address, such as https://panel.example/done.'
  const { protocol, hostname, username, password } = new URL(plain)
  if (protocol !== 'https:' || username || password)
    return 'Give an address that begins with https://, without a password.'
  // What is filled in must not say where to.
  if (address.replace(PLACE, '').split('/')[2] !== plain.split('/')[2]) return 'Nothing is filled in before the path.'
  const { ends, says } = HOSTS[platform] ?? {}
  if (ends && hostname !== ends && !hostname.endsWith(`.${ends}`)) return says ?? null
  if (platform === 'SONA' && !address.includes('{participant}'))
    return 'SONA credits by its survey code: put {participant} in its place.'
  return null
}
