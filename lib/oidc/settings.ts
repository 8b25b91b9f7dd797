import { z } from 'zod'
import type { Role } from '@/lib/auth/permissions'

const ROLES = ['ADMIN', 'RESEARCHER', 'ANNOTATOR'] as const

const YesNo = z.enum(['true', 'false'], 'is true or false.').default('false')

/** `group=ROLE` by commas; a group may hold `=` itself. */
const RoleMap = z.string().transform((text, context): Record<string, Role> => {
  const pairs = text.split(',').map((pair) => {
    const at = pair.lastIndexOf('=')
    const [group, role] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    if (at < 1 || group === '' || !ROLES.includes(role as Role))
      context.addIssue(
        `“${pair.trim()}” is not a group and a role, such as lab=RESEARCHER; roles are ${ROLES.join(', ')}.`,
      )
    return [group, role as Role] as const
  })
  return Object.fromEntries(pairs)
})

const Domains = z.string().transform((text) =>
  text
    .split(/[\s,]+/)
    .map((domain) => domain.replace(/^@/, '').toLowerCase())
    .filter((domain) => domain !== ''),
)

/** The settings of single sign-on, with what they mean. */
export const OidcVariables = z.object({
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be the https:// address of the provider.' })
    .describe('The provider of single sign-on; without it there is none.'),
  OIDC_CLIENT_ID: z
    .string('is missing: the provider gives it when you register Evenhand there.')
    .describe('As whom Evenhand is registered there.'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('None for a public client; PKCE is always used.'),
  OIDC_NAME: z
    .string()
    .max(60, 'has at most 60 characters.')
    .default('single sign-on')
    .describe('What the button says after “Continue with”.'),
  OIDC_SCOPE: z
    .string()
    .regex(/(^| )openid( |$)/, 'must contain openid.')
    .default('openid email profile')
    .describe('What is asked for.'),
  OIDC_ROLE_CLAIM: z.string().optional().describe('The claim with the groups, or a dotted path to it.'),
  OIDC_ROLE_MAP: RoleMap.optional().describe(
    'Which group has which role, such as lab=RESEARCHER, with commas between.',
  ),
  OIDC_DEFAULT_ROLE: z
    .enum(['ANNOTATOR'], 'is ANNOTATOR or not set.')
    .optional()
    .describe('ANNOTATOR, for who has no group; without it they are refused.'),
  OIDC_SIGNUP: YesNo.describe('Whether somebody unknown gets an account.'),
  OIDC_ALLOWED_DOMAINS: Domains.default([]).describe('Domains of e-mails that may have accounts; all without it.'),
  OIDC_LINK: z
    .enum(['confirm', 'verified', 'never'], 'is confirm, verified or never.')
    .default('confirm')
    .describe('How an account that is here already is joined: confirm, verified, never.'),
  OIDC_TOKEN_AUTH_METHOD: z
    .enum(['client_secret_basic', 'client_secret_post'], 'is client_secret_basic or client_secret_post.')
    .optional()
    .describe('client_secret_basic or client_secret_post; what the provider takes without it.'),
  OIDC_PROMPT: z
    .enum(['login', 'select_account', 'consent'], 'is login, select_account or consent.')
    .optional()
    .describe('login, select_account or consent: what the provider asks each time.'),
  OIDC_CLOCK_TOLERANCE: z.coerce
    .number('is a number of seconds.')
    .int()
    .min(0)
    .max(300, 'is at most 300.')
    .default(10)
    .describe('Seconds by which clocks may differ.'),
  OIDC_LOGOUT: YesNo.describe('Whether signing out here leads to signing out there.'),
  NEXTAUTH_URL: z.url('must be the address people use.').default('http://localhost:3000'),
})

/** How people sign in at a provider of OpenID Connect. */
export type OidcSettings = {
  issuer: URL
  /** How the provider may write its own name, with a slash at its end or without. */
  issuers: readonly string[]
  clientId: string
  /** None for a public client, which PKCE alone protects. */
  clientSecret: string | null
  /** What the button calls it. */
  name: string
  scope: string
  /** Where in the claims the groups are, as a dotted path, and which role each gives; null where roles are given here. */
  roles: { claim: string; map: Record<string, Role> } | null
  defaultRole: Role | null
  /** Whether unknown people get an account, and of which e-mail domains alone; none named, of all. */
  signUp: boolean
  domains: readonly string[]
  /** What joins an account that is here already: its password, a verified e-mail at once, or nothing. */
  link: 'confirm' | 'verified' | 'never'
  authMethod: 'client_secret_basic' | 'client_secret_post' | null
  prompt: string | null
  clockToleranceSeconds: number
  /** Whether signing out here leads to signing out there. */
  logout: boolean
  /** Where the provider sends people back to. */
  callback: URL
}

type Environment = Record<string, string | undefined>

/**
 * Reads how people sign in elsewhere; null where nobody does.
 * @throws Error that names each variable that is wrong and what it should be
 */
export function readOidcSettings(environment: Environment): OidcSettings | null {
  // An empty variable, as a compose file leaves it, is none.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '' && value !== undefined))
  if (set.OIDC_ISSUER === undefined) return null
  const result = OidcVariables.safeParse(set)
  const problems = result.success
    ? findContradictions(result.data)
    : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  if (!result.success || problems.length > 0)
    throw new Error(`Single sign-on is not set up:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
  return asSettings(result.data)
}

function findContradictions(values: z.output<typeof OidcVariables>): string[] {
  const isOpen = (address: string) => !address.startsWith('https://') && !isLoopback(new URL(address))
  return [
    isOpen(values.OIDC_ISSUER) && 'OIDC_ISSUER must be https://: who people are is not asked in the open.',
    isOpen(values.NEXTAUTH_URL) &&
      'NEXTAUTH_URL must be the https:// address people use: the provider sends them back to it.',
    (values.OIDC_ROLE_CLAIM === undefined) !== (values.OIDC_ROLE_MAP === undefined) &&
      'OIDC_ROLE_CLAIM and OIDC_ROLE_MAP belong together: where groups are, and which role each gives.',
    values.OIDC_SIGNUP === 'true' &&
      !values.OIDC_ROLE_MAP &&
      !values.OIDC_DEFAULT_ROLE &&
      'OIDC_SIGNUP makes accounts, but nothing says in which role: set OIDC_DEFAULT_ROLE=ANNOTATOR, or OIDC_ROLE_MAP.',
  ].filter((problem) => problem !== false)
}

/** Tests and trials have their provider on the same machine. */
function isLoopback({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

function asSettings(values: z.output<typeof OidcVariables>): OidcSettings {
  const { OIDC_ROLE_CLAIM: claim, OIDC_ROLE_MAP: map } = values
  const issuer = values.OIDC_ISSUER.replace(/\/+$/, '')
  return {
    issuer: new URL(values.OIDC_ISSUER),
    issuers: [issuer, `${issuer}/`],
    clientId: values.OIDC_CLIENT_ID,
    clientSecret: values.OIDC_CLIENT_SECRET ?? null,
    name: values.OIDC_NAME,
    scope: values.OIDC_SCOPE,
    roles: claim && map ? { claim, map } : null,
    defaultRole: values.OIDC_DEFAULT_ROLE ?? null,
    signUp: values.OIDC_SIGNUP === 'true',
    domains: values.OIDC_ALLOWED_DOMAINS,
    link: values.OIDC_LINK,
    authMethod: values.OIDC_TOKEN_AUTH_METHOD ?? null,
    prompt: values.OIDC_PROMPT ?? null,
    clockToleranceSeconds: values.OIDC_CLOCK_TOLERANCE,
    logout: values.OIDC_LOGOUT === 'true',
    callback: new URL('/api/oidc/callback', values.NEXTAUTH_URL),
  }
}

let read: OidcSettings | null | undefined

/** Those of this installation, read once. */
export function oidcSettings(): OidcSettings | null {
  if (read === undefined) read = readOidcSettings(process.env)
  return read
}
