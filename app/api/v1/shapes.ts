import { z } from 'zod'
import { named } from '@/lib/server/openapi'

/** A moment, in RFC 3339 and UTC. */
const time = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})

const whole = z.number().int()
const role = z.enum(['ADMIN', 'RESEARCHER', 'ANNOTATOR'])
const teamRole = z.enum(['OWNER', 'EDITOR', 'VIEWER'])
const status = z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED'])
const origin = z.enum(['COLLECTED', 'SIMULATED', 'RECONSTRUCTED', 'IMPORTED'])

/** A page of a list. */
const page = <S extends z.ZodType>(of: S) => z.object({ data: z.array(of), next: z.string().nullable() })

/** What has been made. */
export const Made = named('Made', z.object({ id: z.uuid() }))

/** A cell of a table, unrounded. */
export const Row = named('Row', z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])))

export const About = named(
  'About',
  z.object({ name: z.string(), version: z.string(), openapi: z.string(), documentation: z.string() }),
)

export const Me = named(
  'Me',
  z.object({
    id: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    role,
    token: z.object({ scopes: z.array(z.string()), studyIds: z.array(z.uuid()).nullable() }).nullable(),
  }),
)

const StudyInList = named(
  'StudyInList',
  z.object({
    ...{ id: z.uuid(), title: z.string(), status, origin, createdAt: time, wanted: whole, done: whole },
    /** What you are in its team, null where you are in none; and who owns it. */
    role: teamRole.nullable(),
    owner: z.string().nullable(),
  }),
)
export const Studies = named('Studies', page(StudyInList))

const Group = named(
  'Group',
  z.object({ id: z.uuid(), name: z.string(), codePrefix: z.string(), kind: z.enum(['HUMAN', 'LLM']) }),
)
export const Study = named(
  'Study',
  z.object({
    ...{ id: z.uuid(), title: z.string(), status, origin, protocol: z.enum(['COMPARISON', 'RATING']) },
    ...{ createdAt: time, openedAt: time.nullable(), closedAt: time.nullable() },
    promptSet: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    systems: z.array(z.object({ id: z.uuid(), name: z.string() })),
    groups: z.array(Group),
    /** While a draft is being opened: how many rows are written, of how many. */
    opening: z.object({ written: whole, total: whole }).nullable(),
  }),
)

const TeamMember = named(
  'TeamMember',
  z.object({ userId: z.uuid(), name: z.string(), email: z.string().nullable(), role: teamRole, addedAt: time }),
)
export const Team = named('Team', page(TeamMember))

/** Whether a step was done by now; of large ones it will be when its job is done. */
export const Opened = named('Opened', z.object({ isOpen: z.boolean(), jobId: z.uuid() }))
export const Imported = named('Imported', z.object({ isImported: z.boolean(), jobId: z.uuid() }))

/** How work stands that goes on by itself. */
export const Job = named(
  'Job',
  z.object({
    ...{ id: z.uuid(), kind: z.string(), status: z.enum(['waiting', 'running', 'failed', 'cancelled', 'finished']) },
    /** Steps done, of how many; none of these are known before it tells. */
    progress: z.object({ done: whole, total: whole }),
    ...{ askedAt: time, endedAt: time.nullable(), studyId: z.uuid().nullable(), uploadId: z.uuid().nullable() },
    problem: z
      .object({
        ...{ code: z.string(), detail: z.string() },
        fields: z.record(z.string(), z.array(z.string())).nullable(),
      })
      .nullable(),
  }),
)

export const Progress = named(
  'Progress',
  z.object({
    status,
    /** Judgments in, and wanted. */
    ...{ done: whole, wanted: whole },
    items: z.object({ regular: whole, check: whole, gold: whole, practice: whole }),
    judgments: z.object({ regular: whole, repeats: whole, check: whole, gold: whole, excluded: whole }),
    ...{ setAside: whole, answers: whole },
  }),
)

const Annotator = named(
  'Annotator',
  z.object({
    ...{ id: z.uuid(), code: z.string(), group: z.string(), kind: z.enum(['person', 'LLM', 'simulated']) },
    ...{ done: whole, judgments: whole, setAside: whole },
    medianSeconds: z.number().nullable(),
    ...{ lastVerdictAt: time.nullable(), deactivatedAt: time.nullable(), excludedAt: time.nullable() },
    excludedReason: z.string().nullable(),
  }),
)
export const Annotators = named('Annotators', page(Annotator))

/** A link into a group of a study: it is told now or never. */
const forOne = { id: z.uuid(), name: z.string(), email: z.string().nullable() }
export const MadePersonalLinks = named(
  'MadePersonalLinks',
  z.object({ links: z.array(z.object({ ...forOne, url: z.url() })) }),
)
const PersonalLink = named(
  'PersonalLink',
  z.object({
    ...{ ...forOne, groupId: z.uuid(), state: z.enum(['waiting', 'joined', 'expired', 'revoked']) },
    ...{ createdAt: time, expiresAt: time.nullable(), joinedAt: time.nullable() },
  }),
)
export const PersonalLinks = named('PersonalLinks', page(PersonalLink))

export const Invite = named('Invite', z.object({ url: z.url() }))

const Figure = named('Figure', z.object({ name: z.string(), title: z.string().nullable(), rows: z.array(Row) }))
export const OneFigure = named(
  'OneFigure',
  z.object({ name: z.string(), title: z.string(), caption: z.string(), rows: z.array(Row) }),
)
export const Results = named(
  'Results',
  z.object({
    /** Why outcomes may be seen: the study is closed, its design allows it at any time, or somebody looks. */
    shown: z.enum(['closed', 'anytime', 'look']),
    ...{ rule: z.string(), criterion: whole, figures: z.array(Figure) },
  }),
)

const Snapshot = named(
  'Snapshot',
  z.object({ id: z.uuid(), at: time, note: z.string(), rule: z.string(), dataHash: z.string() }),
)
export const OneSnapshot = named(
  'OneSnapshot',
  z.object({
    ...{ id: z.uuid(), at: time, note: z.string(), rule: z.string(), criterion: whole, dataHash: z.string() },
    /** Answers on record by then, and those that count in figure 1. */
    ...{ recorded: whole, counted: whole, figures: z.array(Figure) },
  }),
)
export const Snapshots = named('Snapshots', page(Snapshot))

export const MadeLink = named('MadeLink', z.object({ id: z.uuid(), url: z.url(), expiresAt: time }))
const FileLink = named(
  'FileLink',
  z.object({ id: z.uuid(), file: z.string(), createdAt: time, expiresAt: time, createdBy: z.string() }),
)
export const FileLinks = named('FileLinks', page(FileLink))

/** A message of a chat. */
const Message = named('Message', z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))

const PromptSet = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: time,
  prompts: whole,
  systems: whole,
  responses: whole,
})
export const PromptSets = named('PromptSets', page(named('PromptSetInList', PromptSet)))
export const OnePromptSet = named(
  'PromptSet',
  z.object({
    ...{ id: z.uuid(), name: z.string(), description: z.string(), licence: z.string(), prompts: whole },
    categories: z.array(z.object({ category: z.string().nullable(), count: whole })),
  }),
)
const Prompt = z.object({
  ...{ id: z.uuid(), externalId: z.string(), category: z.string().nullable(), tags: z.array(z.string()) },
  messages: z.array(Message),
  /** How many messages it has, and how many systems have answered. */
  ...{ turns: whole, systems: whole },
})
export const Prompts = named('Prompts', page(named('Prompt', Prompt)))

const System = z.object({
  ...{ id: z.uuid(), name: z.string(), description: z.string(), family: z.string() },
  /** Prompts of the set that it has answered, and its responses to them. */
  ...{ prompts: whole, responses: whole },
})
export const Systems = named('Systems', page(named('System', System)))

export const Upload = named(
  'Upload',
  z.object({
    ...{ id: z.uuid(), kind: z.enum(['PROMPTS', 'RESPONSES']), name: z.string(), filename: z.string() },
    ...{ status: z.enum(['STAGED', 'IMPORTED', 'DISCARDED']), promptSetId: z.uuid().nullable(), createdAt: time },
    /** As what it was read. */
    format: z.string(),
    /** Rows that are fine and new, rows that are there already word for word, and the others by what is wrong. */
    ...{ fine: whole, present: whole, problems: z.record(z.string(), whole) },
  }),
)

const ToJudge = named(
  'ToJudge',
  z.object({
    ...{ id: z.uuid(), prompt: z.array(Message) },
    /** As they stand; where one response stands alone, it is the left one. */
    ...{ left: z.array(Message), right: z.array(Message).nullable() },
    /** What is to be answered: each question, or each turn of it; turn 0 is the whole. */
    asked: z.array(z.object({ criterion: z.uuid(), turn: whole })),
  }),
)
const Question = named(
  'Question',
  z.object({
    ...{ id: z.uuid(), question: z.string(), unit: z.enum(['RESPONSE', 'TURN']) },
    options: z.array(z.object({ code: z.string(), label: z.string(), anchor: z.string() })),
  }),
)
export const Claim = named(
  'Claim',
  z.object({
    status,
    /** By which this claim is told from others, to give it back. */
    lease: z.string(),
    /** Whether anything is left to judge, claimed by others included, and when the first of that is free again. */
    ...{ isOpen: z.boolean(), retryAt: time.nullable() },
    ...{ framing: z.string(), instructions: z.string(), criteria: z.array(Question), assignments: z.array(ToJudge) },
  }),
)
export const Saved = named('Saved', z.object({ saved: z.uuid() }))

const Webhook = z.object({
  ...{ id: z.uuid(), name: z.string(), url: z.string(), events: z.array(z.string()), studyIds: z.array(z.uuid()) },
  ...{ createdAt: time, failingSince: time.nullable(), disabledAt: time.nullable() },
  disabledWhy: z.enum(['OWNER', 'GONE', 'FAILING']).nullable(),
})
export const OneWebhook = named('Webhook', Webhook)
export const Webhooks = named('Webhooks', page(OneWebhook))

/** A secret of a webhook: it is told now or never. */
export const MadeSecret = named('MadeSecret', z.object({ id: z.uuid(), secret: z.string() }))

const Delivery = z.object({
  ...{ id: z.uuid(), type: z.string(), studyId: z.uuid().nullable(), createdAt: time },
  ...{ state: z.enum(['WAITING', 'DELIVERED', 'FAILED']), tries: whole, nextAt: time.nullable() },
  /** Of the last try. */
  ...{ triedAt: time.nullable(), status: whole.nullable(), answer: z.string().nullable() },
  ...{ problem: z.string().nullable(), ms: whole.nullable() },
})
export const Deliveries = named('Deliveries', page(named('Delivery', Delivery)))
export const Sent = named('Sent', z.object({ sent: whole }))

const Token = z.object({
  ...{ id: z.uuid(), name: z.string(), lastFour: z.string(), scopes: z.array(z.string()) },
  /** How many studies it is for; 0 for all of yours. */
  ...{ studies: whole, createdAt: time, expiresAt: time.nullable(), lastUsedAt: time.nullable() },
  state: z.enum(['works', 'expired', 'revoked']),
})
export const Tokens = named('Tokens', page(named('Token', Token)))

const AuditEntry = z.object({
  ...{ id: z.string(), at: time, actor: z.string().nullable(), action: z.string(), subject: z.string() },
  study: z.object({ id: z.uuid(), title: z.string().nullable() }).nullable(),
})
export const AuditEntries = named('AuditEntries', page(named('AuditEntry', AuditEntry)))

const counted = z.object({ judged: whole, failed: whole })
/** What deserves a look about annotators: of so many, so many. */
const concerned = z.array(z.object({ code: z.string(), count: z.number(), of: z.number() }))
export const Monitor = named(
  'Monitor',
  z.object({
    now: time,
    pace: z.object({
      hours: z.array(z.object({ hour: whole, today: z.number(), usual: z.number() })),
      days: z.array(
        z.object({ day: z.string(), judgments: whole, annotators: whole, medianSeconds: z.number().nullable() }),
      ),
    }),
    /** Hours that people have judged. */
    hours: z.number(),
    checks: z.object({ check: counted, gold: counted }),
    concerns: z.object({ tooFast: concerned, careless: concerned, same: concerned, uneven: concerned }),
  }),
)
