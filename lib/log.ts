import { pino, stdSerializers } from 'pino'

/** The one logger: a JSON line an event. Names, e-mails, passwords and texts of prompts or responses do not go in. */
export const log = pino({
  level: levelOf(process.env.LOG_LEVEL) ?? (process.env.NODE_ENV === 'test' ? 'silent' : 'info'),
  // pino knows an error only as `err`; under another name it would be written as {}.
  serializers: { error: stdSerializers.err },
  redact: ['password', 'token', 'email', '*.password', '*.token', '*.email'],
})

/** A level that pino knows. Of any other `env()` says what is wrong with it; here it would end the process unexplained. */
function levelOf(name: string | undefined): string | undefined {
  return name && (name === 'silent' || name in pino.levels.values) ? name : undefined
}
