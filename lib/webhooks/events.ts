/** What a webhook can be told of, each in words. None of it tells an outcome, a text or a person. */
export const EVENTS = {
  'study.opened': 'A study was opened',
  'study.paused': 'A study was paused',
  'study.resumed': 'A study goes on',
  'study.closed': 'A study was closed',
  'study.progress': 'A quarter, half, three quarters, 90 % or all of the judgments are in',
  'judgment.batch': 'Judgments came in: how many, at most once a minute',
  'item.completed': 'Items have all their judgments: how many, at most once a minute',
  'annotator.joined': 'Somebody joined a study',
  'annotator.finished': 'Annotators have judged all that they may: how many',
  'system.joined_late': 'A system joined an open study',
  'snapshot.created': 'Results were frozen',
  'upload.imported': 'An upload was imported; told to admins',
} as const

export type WebhookEvent = keyof typeof EVENTS

export const EVENT_NAMES = Object.keys(EVENTS) as [WebhookEvent, ...WebhookEvent[]]

/** Of the message that somebody sends to see whether it arrives. */
export const TEST_EVENT = 'webhook.test'
