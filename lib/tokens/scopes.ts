/** What a token may be allowed, each in words. Its owner's own rights are the end of it in any case. */
export const SCOPES = {
  'studies:read': 'Read studies: designs, plans, progress, annotators by code',
  'studies:write': 'Make drafts and change their designs',
  'studies:run': 'Open, pause, resume and close studies',
  'prompts:read': 'Read prompt sets',
  'uploads:write': 'Upload prompts and responses',
  'team:manage': 'Read and change the teams of studies: add people, change what they are, remove them',
  'annotators:manage': 'Make invite links; leave annotators out and count them again',
  'judgments:read': 'Export judgments and what is made of them',
  'judgments:write': 'Judge as a language model of a study: claim its pairs, and submit',
  'results:read': 'Read results, agreement, strengths and figures; freeze snapshots',
  'webhooks:manage': 'Make, test, switch and delete webhooks',
  admin: 'List and revoke your tokens; read the audit trail',
  'results:look': 'Look at outcomes before a study is closed, with a reason that is kept',
} as const

export type Scope = keyof typeof SCOPES

export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]]

/** Whether a word is a scope of this version. */
export function isScope(word: string): word is Scope {
  return Object.hasOwn(SCOPES, word)
}
