/** What can happen, by what it is about: the groups of the page's filter. */
export const SECURITY_KINDS = {
  signIns: [
    'sign-in',
    'sign-in-passkey',
    'sign-on',
    'sign-in-failed',
    'sign-on-failed',
    'link-asked',
    'link-used',
    'sign-in-stopped',
    'password-refused',
    'factor-failed',
    'recovery-used',
    'sign-out',
  ],
  refusals: ['refusal', 'join-stopped', 'token-refused'],
  downloads: ['download'],
  consents: ['consent'],
  accounts: [
    'person.create',
    'person.join',
    'person.sign-on',
    'identity.link',
    'identity.unlink',
    'person.role',
    'person.disable',
    'person.enable',
    'person.password',
    'person.password-reset',
    'person.password-link',
    'person.erase',
    'person.export',
    'factor.add',
    'factor.remove',
    'factor.codes',
    'factor.reset',
    'invite.create',
    'invite.revoke',
    'invite.delete',
  ],
  tokens: ['token.create', 'token.revoke'],
  webhooks: ['webhook.create', 'webhook.secret', 'webhook.delete'],
  providers: ['provider.create', 'provider.change', 'provider.key', 'provider.delete'],
} as const

export type SecurityGroup = keyof typeof SECURITY_KINDS
export type SecurityKind = (typeof SECURITY_KINDS)[SecurityGroup][number]

const ALL: readonly string[] = Object.values(SECURITY_KINDS).flat()

/** Whether an act of the audit trail, or a word, is one of these. */
export function isSecurityKind(kind: string): kind is SecurityKind {
  return ALL.includes(kind)
}
