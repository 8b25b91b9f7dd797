/** Every failure a person can cause or must act on: code → HTTP status and the words they read. All else is a bug. */
const ERRORS = {
  unauthenticated: [401, 'Please sign in to continue.'],
  sign_in_failed: [401, 'E-mail and password do not match an account that may sign in.'],
  password_expired: [401, 'This password was given for a few days, and they are over. Ask for a new one.'],
  password_change_needed: [401, 'You were given a password. Choose one of your own to go on.'],
  factor_needed: [401, 'Your password is right. Now show your second factor.'],
  factor_failed: [401, 'This was not right, or was used before. Try again, or use a recovery code.'],
  factor_setup_needed: [401, 'Your account needs a second factor. Add one to go on.'],
  proof_needed: [401, 'Give your password again first: this changes what signing in rests on.'],
  sign_on_failed: [401, 'Single sign-on did not succeed, or was broken off. Nothing was changed; try again.'],
  token_refused: [401, 'This token is unknown, was revoked or has run out, or its owner may not use tokens.'],
  forbidden: [403, 'Your account may not do this.'],
  sign_on_refused: [403, 'You are known there, but have no account here that may sign in this way. Ask an admin.'],
  scope_needed: [403, 'This token was not made for this.'],
  look_needed: [403, 'The design shows results once the study is closed. To look early, give a reason.'],
  not_found: [404, 'We could not find that.'],
  invite_invalid: [404, 'This link does not work any more. Ask whoever sent it for a new one.'],
  link_over: [404, 'This link was used already, or is too old. You can ask for another one.'],
  method_not_allowed: [405, 'This address takes no such request.'],
  conflict: [409, 'Somebody changed this in the meantime. Reload the page and try again.'],
  sign_on_taken: [409, 'This sign-on belongs to another account here. Sign in with it, or disconnect it there.'],
  key_reused: [422, 'This Idempotency-Key came with another request before. Use a new one for each.'],
  key_unfinished: [
    409,
    'A request with this Idempotency-Key is being answered, or was broken off. Look what it made before you send it under a new key.',
  ],
  name_taken: [409, 'That name is taken. Choose another one.'],
  study_frozen: [409, 'The study has been opened, so its design can no longer change.'],
  study_not_open: [409, 'This study is not open for judging at the moment.'],
  study_incomplete: [409, 'The study cannot open yet.'],
  study_closed: [409, 'This study is closed: it takes no changes any more. What was stored before stands.'],
  other_person: [409, 'Somebody else is signed in in this browser now.'],
  slot_lost: [409, 'This pair went to somebody else because its time had run out. Your other verdicts are safe.'],
  late: [409, 'This verdict came too late to be counted. It is kept on record, with the time it took.'],
  already_judged: [409, 'You judged this pair in another window already. The first verdict stands.'],
  too_late: [409, 'This verdict can no longer be changed: too many others came after it.'],
  upload_settled: [409, 'This upload has been imported or discarded already.'],
  upload_has_problems: [409, 'Nothing was imported: the file has problem rows.'],
  too_large: [413, 'The file is larger than 100 MB. Split it, or use the command line.'],
  file_unreadable: [422, 'The file could not be read.'],
  invalid: [422, 'Some fields need your attention.'],
  too_many_requests: [429, 'Too many requests. Wait until the minute is over, then go on.'],
  too_many_joins: [429, 'Many people are joining at this moment. Wait a few minutes, then try again.'],
  too_many_attempts: [429, 'Too many attempts. Wait a few minutes, then try again.'],
  sign_out_failed: [503, 'You are still signed in: the session could not be ended. Try again in a moment.'],
  sign_on_unreachable: [503, 'The sign-on provider does not answer. Sign in with your password, or try again later.'],
  busy: [503, 'The study is being changed at this moment. Try again in a few seconds.'],
} as const satisfies Record<string, readonly [status: number, message: string]>

export type ErrorCode = keyof typeof ERRORS

/** What a client is told: problem+json in routes, `{ok: false, problem}` from actions. */
export type Problem = { code: ErrorCode; message: string; fields?: Record<string, string[]> }

type Details = {
  /** Says it better than the table: names the place and what to do. */
  message?: string
  fields?: Problem['fields']
  cause?: unknown
}

/** An expected failure. Thrown anywhere in `lib`, turned into words by the gates in `lib/server`. */
export class AppError extends Error {
  readonly fields: Problem['fields']

  constructor(
    readonly code: ErrorCode,
    details: Details = {},
  ) {
    super(details.message ?? ERRORS[code][1], { cause: details.cause })
    this.name = 'AppError'
    this.fields = details.fields
  }

  /** What failures of its kind have in common, whatever its message says of this one. */
  get title(): string {
    return ERRORS[this.code][1]
  }

  get status(): number {
    return ERRORS[this.code][0]
  }

  toProblem(): Problem {
    return { code: this.code, message: this.message, ...(this.fields && { fields: this.fields }) }
  }
}
