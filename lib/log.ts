import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import { requestId } from './request-id'

/** The one logger: a JSON line an event. Names, e-mails, passwords and texts of prompts or responses do not go in. */
export const log = makeLog()

/** A logger that writes to `destination`; tests read what it wrote. */
export function makeLog(destination?: DestinationStream): Logger {
  const options = {
    level: levelOf(process.env.LOG_LEVEL) ?? (process.env.NODE_ENV === 'test' && !destination ? 'silent' : 'info'),
    // pino knows an error only as `err`; under another name it would be written as {}.
    serializers: { error: stdSerializers.err },
    redact: ['password', 'token', 'email', '*.password', '*.token', '*.email'],
    mixin: () => ({ requestId: requestId() }),
    // The last hand on a line: what a library wrote into an error's message or stack is in it, too.
    hooks: { streamWrite: withoutSecrets },
  }
  return destination ? pino(options, destination) : pino(options)
}

const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g
/** 256 bits and more in base64url: invite tokens, session tokens, hashes of passwords. */
const SECRET = /(?<![\w-])[\w-]{43,}(?![\w-])/g
const HASH = /scrypt\$[\w$-]+/g

/** A text without e-mail addresses, and without what opens a door: tokens and hashes. */
export function withoutSecrets(text: string): string {
  return text.replace(HASH, '[hash]').replace(EMAIL, '[e-mail]').replace(SECRET, '[secret]')
}

/** A request's path for the log: without its query, where searches and links stand, and without the secret of a link. */
export function loggedPath(path: string): string {
  return path
    .replace(/[?#].*$/s, '')
    .replace(/^(\/(?:join|d|r|shared|sign-in\/link|(?:api\/)?reminders)\/)[^/]+/, '$1…')
}

/** A level that pino knows. Of any other `env()` says what is wrong with it; here it would end the process unexplained. */
function levelOf(name: string | undefined): string | undefined {
  return name && (name === 'silent' || name in pino.levels.values) ? name : undefined
}
