import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65_535)
const words = z.string().max(2000)

/** Every setting, with what it means: the list in `.env.example` is made of it. */
export const Env = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'DATABASE_URL must be a postgres:// address.' })
    .describe(
      'The PostgreSQL (15 or later) that holds the data. Without it npm start has one of its own; an image needs it.',
    ),
  DATABASE_DIRECT_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'DATABASE_DIRECT_URL must be a postgres:// address.' })
    .optional()
    .describe('The same database past a pooler, for migrations and backups.'),
  DATABASE_PREPARED: z
    .enum(['auto', 'off'], 'DATABASE_PREPARED is auto or off.')
    .default('auto')
    .describe('off: connections are shared by a pooler, so that statements have no names. auto: found out.'),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(10)
    .describe('Connections of a process for judging and pages, at most; what takes long has a few of its own.'),
  NEXTAUTH_URL: z
    .url()
    .default('http://localhost:3000')
    .describe('The address people use. With https:// cookies and browsers insist on TLS.'),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'NEXTAUTH_SECRET must have at least 32 characters.')
    .describe('Signs sessions, the same on every process: openssl rand -base64 48. npm start makes one and keeps it.'),
  ENCRYPTION_KEY: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9+/_-]{43}=?([\s,]+[A-Za-z0-9+/_-]{43}=?)*$/, 'ENCRYPTION_KEY must be 32 bytes in base64.')
    .optional()
    .describe(
      'Seals keys of providers, tokens for a hub and secrets of webhooks: openssl rand -base64 32. Several with commas between: the first one seals, all open.',
    ),
  PORT: port.optional().describe('Where to listen; 3000 without it.'),
  HOST: words.optional().describe('127.0.0.1 without it; 0.0.0.0 lets others in.'),
  TRUST_PROXY: words
    .optional()
    .describe(
      'Which proxies in front name the client: how many (1), or their addresses and networks (10.0.0.0/8,loopback).',
    ),
  MODEL_PRIVATE_ADDRESSES: z
    .enum(['true', 'false'], 'MODEL_PRIVATE_ADDRESSES is true or false.')
    .default('false')
    .describe('Whether language models at addresses of this machine and its network may be asked.'),
  WEBHOOK_ALLOWED_HOSTS: words
    .optional()
    .describe('Hosts, with commas between, that webhooks may tell in this network, and without encryption.'),
  API_ALLOWED_ORIGINS: words
    .optional()
    .describe('Origins of other sites, with commas between, whose pages may ask the public API with a token.'),
  HF_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'HF_ENDPOINT must be an http:// or https:// address.' })
    .optional()
    .describe('The hub that data sets are pulled from and pushed to; https://huggingface.co without it.'),
  AUTH_REQUIRE_2FA: z
    .enum(['off', 'admins', 'staff'], 'AUTH_REQUIRE_2FA is off, admins or staff.')
    .default('off')
    .describe('Who has to have a second factor beside their password: off, admins, staff.'),
  EVENHAND_ADMIN_EMAIL: words.optional().describe('The first admin; admin@evenhand.example without it.'),
  EVENHAND_ADMIN_PASSWORD: words.optional().describe('Their password; without it one is made and printed once.'),
  EVENHAND_DEMO: words.optional().describe('none: no demo studies on the first start.'),
  EVENHAND_DATA: words.optional().describe('The folder for data, secret and backups; .evenhand without it.'),
  EVENHAND_BACKUP: words.optional().describe('none: no backup before an update that changes the schema.'),
  EVENHAND_BACKUP_AT: words
    .optional()
    .describe(
      'When npm start backs up each night, such as 03:15; never without it. Of several processes set it for one.',
    ),
  EVENHAND_BACKUP_KEEP: z.coerce.number().int().min(1).default(14).describe('How many of these backups are kept.'),
  EVENHAND_BACKUP_COMMAND: words
    .optional()
    .describe('Copies a backup elsewhere: run in a shell with its path in $EVENHAND_BACKUP_FILE.'),
  EVENHAND_BACKUP_PASSPHRASE: words.optional().describe('Encrypts backups, and opens them.'),
  EVENHAND_WORKER: z
    .enum(['none'])
    .optional()
    .describe('none: this process only serves, and npm run worker works at jobs.'),
  DRAIN_SECONDS: z.coerce
    .number()
    .min(0)
    .max(3600)
    .default(0)
    .describe('How long after SIGTERM it still answers, while /api/ready says no.'),
  METRICS_PORT: port.optional().describe('Where Prometheus reads how a process does; nothing is measured without it.'),
  METRICS_HOST: words.default('127.0.0.1').describe('From where: 0.0.0.0 for every address of this machine.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('What is logged: fatal, error, warn, info, debug, trace, silent.'),
})

type Env = z.output<typeof Env>

let parsed: Env | undefined

/** The environment, checked at first use, so that building needs no database and a wrong value is named. */
export function env(): Env {
  if (parsed) return parsed
  // An empty variable, as a compose file leaves it, is none.
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const result = Env.safeParse(set)
  if (!result.success)
    throw new Error(
      `The environment is not set up:\n${result.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`).join('\n')}`,
    )
  parsed = result.data
  return parsed
}

/** Whether people come by https: then cookies are only ever sent so, and under names that no other host can set. */
export function isSecure(): boolean {
  return env().NEXTAUTH_URL.startsWith('https://')
}
