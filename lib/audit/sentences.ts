import {
  because,
  counted,
  type Detail,
  type Entry,
  few,
  hashed,
  list,
  lower,
  quoted,
  type Sentence,
  some,
} from './sentence-parts'

const DECIDED: Record<string, string> = {
  KEEP: 'decided to keep',
  MASK: 'decided to mask',
  EXCLUDE: 'decided to leave out the items with',
}

/** Every act that is written down, in the past tense after whoever did it. An act without a sentence does not compile. */
const SENTENCES = {
  'study.create': ({ subject }) => `made the draft ${quoted(subject)}`,
  'study.import': ({ subject, detail }) =>
    `brought in the finished study ${quoted(subject)} with ${few(detail.number('judgments') ?? 0, 'judgment')} of ${few(detail.number('files') ?? 0, 'file')}${hashed('protocol', detail.text('protocol'))}`,
  'pairs.import': ({ subject, detail }) =>
    `brought pairs of responses to the prompt set ${quoted(subject)}: ${few(detail.number('prompts') ?? 0, 'new prompt')} and ${few(detail.number('responses') ?? 0, 'new response')} of ${few(detail.number('files') ?? 0, 'file')}`,
  'mapping.keep': ({ subject }) => `kept the mapping ${quoted(subject)}`,
  'mapping.delete': ({ subject }) => `deleted the mapping ${quoted(subject)}`,
  'study.design': ({ subject }) => `changed the design of ${quoted(subject)}`,
  'study.names': ({ detail }) =>
    `${DECIDED[detail.text('decision') ?? ''] ?? 'decided about'} ${quoted(detail.text('word') ?? '?')}, in ${detail.text('place') === null ? list([some(detail.number('prompts'), 'prompt'), some(detail.number('responses'), 'response')]) || few(0, 'response') : 'a text of the study'}`,
  'study.open': describeOpening,
  'study.pause': ({ subject }) => `paused ${quoted(subject)}`,
  'study.resume': ({ subject }) => `resumed ${quoted(subject)}`,
  'study.close': ({ subject }) => `closed ${quoted(subject)}`,
  'study.rename': describeRenaming('the draft'),
  'study.delete': describeDeletion('the study'),
  'study.archive': ({ subject }) => `put ${quoted(subject)} into the archive`,
  'study.unarchive': ({ subject }) => `took ${quoted(subject)} out of the archive`,
  'study.amend': describeAmendment,
  'study.retention': ({ subject, detail }) =>
    detail.number('days') === null
      ? `decided that ${quoted(subject)} forgets its people only when they are erased`
      : `decided that ${quoted(subject)} forgets its people ${few(detail.number('days') ?? 0, 'day')} after its end`,
  'study.forget': ({ subject, detail }) =>
    `forgot who the ${few(detail.number('people') ?? 0, 'annotator')} of ${quoted(subject)} were, as decided`,
  'study.rehearse': ({ subject }) => `began a rehearsal of ${quoted(subject)}`,
  'rehearsal.stop': ({ subject }) => `stopped the rehearsal ${quoted(subject)}`,
  'rehearsal.discard': ({ subject, detail }) =>
    `discarded the rehearsal ${quoted(subject)} with ${few(detail.number('judgments') ?? 0, 'simulated answer')}`,
  'run.start': ({ subject }) => `let the model ${subject} begin, or go on`,
  'run.pause': ({ subject }) => `paused the model ${subject}`,
  'run.cancel': ({ subject }) => `ended the work of the model ${subject}`,
  'run.budget': ({ subject, detail }) =>
    `changed the budget of the model ${subject} to ${list([counted(detail.number('tokenBudget'), 'token'), counted(detail.number('moneyBudget'), 'unit of its currency', 'units of its currency')])}`,
  'run.reparse': ({ subject, detail }) =>
    `read the stored answers of the model ${subject} again; ${few(detail.number('changed') ?? 0, 'verdict')} changed`,
  'run.price': ({ subject }) => `priced the calls of the model ${subject}`,
  'team.add': ({ subject, detail }) => `added ${subject} to the team, as ${lower(detail.text('role') ?? 'a member')}`,
  'team.role': ({ subject, detail }) =>
    detail.text('to') === 'OWNER'
      ? `handed the study over to ${subject}`
      : `made ${subject} ${lower(detail.text('to') ?? 'somebody else')} in the team, from ${lower(detail.text('from') ?? 'something else')}`,
  'team.remove': ({ subject }) => `took ${subject} out of the team`,
  'team.leave': () => 'left the team',
  'annotator.join': ({ subject }) => `joined as ${subject}`,
  'annotator.deactivate': ({ subject, detail }) =>
    `removed ${subject} from the study; ${few(detail.number('returned') ?? 0, 'pair')} that they held went to others`,
  'annotator.reactivate': ({ subject }) => `let ${subject} judge again`,
  'annotator.exclude': ({ subject, detail }) => `excluded ${subject} from the results${because(detail.text('reason'))}`,
  'annotator.include': ({ subject }) => `counted ${subject} in the results again`,
  'recruitment.create': ({ subject, detail }) =>
    `made the recruitment ${quoted(subject)}, for ${few(detail.number('places') ?? 0, 'person', 'people')}`,
  'recruitment.change': ({ subject, detail }) =>
    `changed the recruitment ${quoted(subject)}, which is for ${few(detail.number('places') ?? 0, 'person', 'people')}`,
  'recruitment.close': ({ subject }) => `closed the recruitment ${quoted(subject)}`,
  'recruitment.reopen': ({ subject }) => `opened the recruitment ${quoted(subject)} again`,
  'recruitment.compare': ({ subject, detail }) =>
    `compared the recruitment ${quoted(subject)} with its platform’s list of ${few(detail.number('rows') ?? 0, 'submission')}`,
  'recruitment.payments': ({ subject, detail }) =>
    `downloaded whom the recruitment ${quoted(subject)} pays: ${few(detail.number('people') ?? 0, 'person', 'people')}`,
  'results.look': ({ detail }) =>
    `looked at the results with ${few(detail.number('judgments') ?? 0, 'judgment')} in, before the end${because(detail.text('reason'))}`,
  'results.freeze': ({ detail }) =>
    `froze the results${detail.text('note') ? ` as ${quoted(detail.text('note') ?? '')}` : ''}${hashed('data', detail.text('dataHash'))}`,
  'snapshot.rename': describeRenaming('the snapshot'),
  'snapshot.archive': ({ subject }) => `put the snapshot ${quoted(subject)} into the archive`,
  'snapshot.unarchive': ({ subject }) => `took the snapshot ${quoted(subject)} out of the archive`,
  'snapshot.delete': describeDeletion('the snapshot'),
  'results.share': ({ subject, detail }) =>
    `made a link to the results for ${quoted(subject)}, for ${few(detail.number('days') ?? 0, 'day')}`,
  'results.unshare': ({ subject }) => `revoked the link to the results for ${quoted(subject)}`,
  'report.make': ({ subject, detail }) =>
    `made the report ${quoted(subject)} of ${few(detail.number('studies') ?? 0, 'study', 'studies')}${hashed('content', detail.text('content'))}`,
  'texts.share': ({ subject, detail }) =>
    `let the texts of ${quoted(subject)} be given on in its files${because(detail.text('reason'))}`,
  'texts.withhold': ({ subject }) => `no longer lets the texts of ${quoted(subject)} be given on in its files`,
  'dataset.push': ({ subject, detail }) =>
    `pushed ${quoted(subject)} to ${detail.text('repo') ?? 'a data set'} at ${detail.text('hub') ?? 'a hub'}, ${detail.text('texts') === 'yes' ? 'with' : 'without'} texts${detail.text('commit') ? `, commit ${detail.text('commit')?.slice(0, 8)}` : ''}`,
  'hub.token': ({ subject, detail }) =>
    detail.text('does') === 'GO' ? `removed their token for ${subject}` : `stored a token for ${subject}`,
  'system.numbers': ({ subject, detail }) =>
    detail.number('after') === null
      ? `took the number ${quoted(detail.text('name') ?? '?')} from ${subject}`
      : `set ${quoted(detail.text('name') ?? '?')} of ${subject} to ${detail.number('after')?.toLocaleString('en')}`,
  'names.add': ({ subject }) => `added ${quoted(subject)} to the names that are looked for`,
  'names.remove': ({ subject }) => `took ${quoted(subject)} from the names that are looked for`,
  'provider.create': ({ subject, detail }) =>
    `added the provider ${quoted(subject)}${detail.text('address') ? `, at ${detail.text('address')}` : ''}`,
  'provider.change': ({ subject, detail }) =>
    `changed the provider ${quoted(subject)}${detail.text('address') ? `, which is at ${detail.text('address')} now` : ''}`,
  'provider.key': ({ subject, detail }) =>
    detail.text('does') === 'GO'
      ? `took the key from the provider ${quoted(subject)}`
      : `entered a key for the provider ${quoted(subject)}`,
  'provider.disable': ({ subject }) => `switched the provider ${quoted(subject)} off`,
  'provider.enable': ({ subject }) => `switched the provider ${quoted(subject)} on again`,
  'provider.delete': ({ subject }) => `deleted the provider ${quoted(subject)}`,
  'provider.test': ({ subject, detail }) =>
    `tested the provider ${quoted(subject)}: ${few(detail.number('answered') ?? 0, 'model')} answered`,
  'provider.price': ({ subject, detail }) =>
    `set what ${detail.text('model') ?? 'a model'} of ${quoted(subject)} costs from ${detail.text('from') ?? 'a day'} on: ${list(
      [
        detail.text('input') && `${detail.text('input')} for input`,
        detail.text('output') && `${detail.text('output')} for output`,
      ],
    )} (${detail.text('currency') ?? 'some currency'} for a million tokens)`,
  'provider.price-remove': ({ subject, detail }) =>
    `took back what ${detail.text('model') ?? 'a model'} of ${quoted(subject)} was to cost from ${detail.text('from') ?? 'a day'} on`,
  'upload.import': describeImport,
  'upload.discard': ({ detail }) => `discarded the upload ${fileOf(detail)}`,
  'upload.expire': ({ detail }) => `threw away the upload ${fileOf(detail)}, which nobody had decided on`,
  'set.change': ({ subject, detail }) =>
    `changed what is said of the prompt set ${quoted(subject)}${detail.text('licence') ? `; its licence is ${detail.text('licence')}` : ''}`,
  'site.uploads': ({ detail }) =>
    detail.text('researchers') === 'may' ? 'let researchers upload' : 'no longer lets researchers upload',
  'set.rename': describeRenaming('the prompt set'),
  'set.archive': ({ subject }) => `put the prompt set ${quoted(subject)} into the archive`,
  'set.unarchive': ({ subject }) => `took the prompt set ${quoted(subject)} out of the archive`,
  'set.delete': describeDeletion('the prompt set'),
  'system.rename': describeRenaming('the system'),
  'system.archive': ({ subject }) => `put the system ${quoted(subject)} into the archive`,
  'system.unarchive': ({ subject }) => `took the system ${quoted(subject)} out of the archive`,
  'system.delete': describeDeletion('the system'),
  'group.rename': describeRenaming('the group'),
  'group.delete': describeDeletion('the group'),
  'set.remove-responses': ({ subject, detail }) =>
    `took ${few(detail.number('responses') ?? 0, 'response')} of ${detail.text('system') ?? 'a system'} out of the prompt set ${quoted(subject)}`,
  'prompt.change': ({ subject, detail }) =>
    `put the prompt ${subject} ${detail.text('category') ? `into the category ${quoted(detail.text('category') ?? '')}` : 'into no category'}`,
  'job.retry': ({ subject }) => `began a job again, ${quoted(subject)}`,
  'job.cancel': ({ subject }) => `cancelled a job, ${quoted(subject)}`,
  'person.create': ({ subject }) => `made the first account, ${subject}’s`,
  'person.join': () => 'made an account by an invite link',
  'person.sign-on': () => 'made an account by single sign-on',
  'identity.link': () => 'connected their account to single sign-on',
  'identity.unlink': () => 'disconnected their account from single sign-on',
  'person.role': ({ subject, detail }) => {
    const [from, to] = [detail.text('from'), detail.text('to') ?? detail.text('role') ?? 'somebody else']
    if (from === null) return `became ${lower(to)} by an invite link`
    return `made ${subject} ${lower(to)}, from ${lower(from)}`
  },
  'person.disable': ({ subject }) => `disabled the account of ${subject}`,
  'person.enable': ({ subject }) => `enabled the account of ${subject} again`,
  'person.erase': ({ subject, detail }) =>
    `erased all that told who ${subject} is${detail.text('words') === 'yes' ? ', and what they wrote' : ''}`,
  'person.export': ({ subject }) => `downloaded what is stored about ${subject}`,
  'person.password': () => 'changed their password',
  'person.password-link': () => 'chose another password by a mailed link',
  'factor.add': ({ detail }) =>
    `added a second factor, ${detail.text('kind') === 'passkey' ? 'a passkey' : 'codes of an app'}`,
  'factor.remove': ({ detail }) =>
    `removed a second factor, ${detail.text('kind') === 'passkey' ? 'a passkey' : 'codes of an app'}`,
  'factor.codes': () => 'made new recovery codes',
  'factor.reset': ({ subject }) => `took all second factors from ${subject}`,
  'study.remind': ({ detail }) => `sent ${few(detail.number('mails') ?? 0, 'reminder')} by mail`,
  'person.password-reset': ({ subject }) => `set a new password for ${subject}`,
  'link.create': ({ subject, detail }) =>
    `made a link to ${subject}, for ${few(detail.number('minutes') ?? 0, 'minute')}`,
  'link.revoke': ({ subject }) => `revoked a link to ${subject}`,
  'token.create': ({ subject, detail }) =>
    `made the token ${quoted(subject)}, ${detail.number('days') === null ? 'without an end' : `for ${few(detail.number('days') ?? 0, 'day')}`}${detail.number('studies') ? `, for ${few(detail.number('studies') ?? 0, 'study', 'studies')}` : ''}`,
  'token.revoke': ({ subject }) => `revoked the token ${quoted(subject)}`,
  'webhook.create': ({ subject, detail }) =>
    `made the webhook ${quoted(subject)}, to ${detail.text('host') ?? 'a receiver'}`,
  'webhook.secret': ({ subject }) => `made a new secret for the webhook ${quoted(subject)}`,
  'webhook.enable': ({ subject }) => `switched the webhook ${quoted(subject)} on again`,
  'webhook.disable': describeSwitchedOff,
  'webhook.delete': ({ subject }) => `deleted the webhook ${quoted(subject)}`,
  'invite.create': describeInvite,
  'invite.people': ({ detail }) =>
    `made ${few(detail.number('people') ?? 0, 'personal link')} into the group ${detail.text('group') ?? '?'}, valid for ${few(detail.number('days') ?? 0, 'day')}`,
  'invite.revoke': () => 'revoked an invite link',
  'invite.rename': describeRenaming('the invite link'),
  'invite.delete': describeDeletion('the invite link'),
} satisfies Record<string, Sentence>

/** An act that is written down: `noun.verb`. */
export type AuditAction = keyof typeof SENTENCES

export const AUDIT_ACTIONS = Object.keys(SENTENCES) as AuditAction[]

/** What was done, in words that follow whoever did it. Of an act that a later version wrote down, its name in words. */
export function tellAct({ action, subject, detail }: { action: string; subject: string; detail: unknown }): string {
  const sentence: Sentence | undefined = isKnown(action) ? SENTENCES[action] : undefined
  if (!sentence) return `did “${action.replaceAll(/[.-]/g, ' ')}” to ${subject}`
  return sentence({ subject, detail: readDetail(detail) })
}

function isKnown(action: string): action is AuditAction {
  return Object.hasOwn(SENTENCES, action)
}

function readDetail(detail: unknown): Detail {
  const values = new Map<string, unknown>(detail !== null && typeof detail === 'object' ? Object.entries(detail) : [])
  return {
    text: (key) => (typeof values.get(key) === 'string' ? String(values.get(key)) : null),
    texts: (key) => {
      const value = values.get(key)
      return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : []
    },
    number: (key) => (typeof values.get(key) === 'number' ? Number(values.get(key)) : null),
    inner: (key) => readDetail(values.get(key)),
  }
}

function describeOpening({ subject, detail }: Entry): string {
  const names = detail.inner('names')
  const wrote = list([counted(detail.number('items'), 'item'), counted(detail.number('slots'), 'slot')])
  const drawn = detail.number('seed') === null ? '' : `, from the seed ${detail.number('seed')}`
  const left = list([
    some(names.number('itemsLeftOut'), 'item was left out', 'items were left out') &&
      `${some(names.number('itemsLeftOut'), 'item was', 'items were')} left out for names`,
    some(names.number('undecided'), 'name') &&
      `${some(names.number('undecided'), 'name was', 'names were')} not decided about`,
    some(names.number('undecidedInTexts'), 'name') &&
      `${some(names.number('undecidedInTexts'), 'name of the study’s own texts was', 'names of the study’s own texts were')} not decided about`,
  ])
  return `opened ${quoted(subject)}${wrote && `: ${wrote}`}${drawn}${hashed('protocol', detail.text('protocol'))}${left ? `. ${left}` : ''}`
}

function describeRenaming(what: string): Sentence {
  return ({ subject, detail }) => {
    const before = detail.text('before')
    return `renamed ${what} ${before === null ? `to ${quoted(subject)}` : `${quoted(before)}; it is called ${quoted(subject)} now`}`
  }
}

function describeDeletion(what: string): Sentence {
  return ({ subject, detail }) => {
    const gone = list(detail.texts('with'))
    return `deleted ${what} ${quoted(subject)}${gone ? `, with ${gone}` : ''}`
  }
}

function describeImport({ detail }: Entry): string {
  const beside = list([
    some(detail.number('present'), 'row was there already', 'rows were there already'),
    some(detail.number('leftOut'), 'row was left out', 'rows were left out'),
    some(detail.number('named'), 'response names somebody', 'responses name somebody'),
    some(detail.number('unread'), 'field was not read', 'fields were not read'),
  ])
  return `imported ${few(detail.number('imported') ?? 0, 'row')} of ${fileOf(detail)}${beside ? `; ${beside}` : ''}`
}

function fileOf(detail: Detail): string {
  const what = detail.text('kind') === 'RESPONSES' ? 'responses' : 'prompts'
  const of = detail.text('name')
  return `${detail.text('filename') ?? 'a file'} (${what}${of ? ` of ${of}` : ''})`
}

function describeSwitchedOff({ subject, detail }: Entry): string {
  const why = { GONE: ': its receiver says that it is gone', FAILING: ': nothing arrived for five days' }
  return `switched the webhook ${quoted(subject)} off${why[detail.text('why') as keyof typeof why] ?? ''}`
}

function describeInvite({ detail }: Entry): string {
  const [group, role] = [detail.text('group'), detail.text('role')]
  const [capacity, days] = [detail.number('capacity'), detail.number('days')]
  const leads = group ? `into the group ${group}` : `for a new ${lower(role ?? 'person')}`
  const forMany = capacity === null ? 'any number of people' : few(capacity, 'person', 'people')
  return `made a link ${leads}, for ${forMany}, ${days === null ? 'without an end' : `valid for ${few(days, 'day')}`}`
}

const AMENDED: Record<string, string> = {
  INSTRUCTIONS: 'the instructions',
  CAP: 'how many pairs one person may judge',
  OVERLAP: 'how often an item is judged',
  SYSTEM: 'a system that joins late',
  MODEL: 'a language model that joins late',
}

function describeAmendment({ subject, detail }: Entry): string {
  const what = AMENDED[detail.text('kind') ?? ''] ?? 'the protocol'
  return `amended ${quoted(subject)}, ${what}${because(detail.text('reason'))}${hashed('protocol', detail.text('protocol'))}`
}
