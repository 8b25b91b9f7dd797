import { z } from 'zod'

const Env = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'DATABASE_URL must be a postgres:// address.' }),
  /** Connections of this process for judging and pages, at most; docs/decisions/0033 tells of the others. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  NEXTAUTH_SECRET: z.string().min(32, 'NEXTAUTH_SECRET must have at least 32 characters.'),
  NEXTAUTH_URL: z.url().default('http://localhost:3000'),
  /** Keys of 32 bytes in base64 that seal what the database keeps of others' secrets: the first one seals, all open. */
  ENCRYPTION_KEY: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9+/_-]{43}=?([\s,]+[A-Za-z0-9+/_-]{43}=?)*$/, 'ENCRYPTION_KEY must be 32 bytes in base64.')
    .optional(),
  /** Whether language models at addresses of this machine and its network may be asked. */
  MODEL_PRIVATE_ADDRESSES: z.enum(['true', 'false'], 'MODEL_PRIVATE_ADDRESSES is true or false.').default('false'),
  /** Hosts, with commas between, that webhooks may tell in this network, and without encryption. */
  WEBHOOK_ALLOWED_HOSTS: z.string().max(2000).optional(),
  /** Origins of other sites, with commas between, whose pages may ask the public API with a token. */
  API_ALLOWED_ORIGINS: z.string().max(2000).optional(),
  /** The hub that data sets are pulled from; one that an operator names may be on their own network. */
  HF_ENDPOINT: z.url({ protocol: /^https?$/, error: 'HF_ENDPOINT must be an http:// or https:// address.' }).optional(),
  /** `none`: this process only serves, and `npm run worker` works at jobs. */
  EVENHAND_WORKER: z.enum(['none']).optional(),
  /** Where Prometheus reads how this process does; nothing is measured without. */
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  METRICS_HOST: z.string().max(255).default('127.0.0.1'),
  /** Who has to have a second factor beside their password. */
  AUTH_REQUIRE_2FA: z.enum(['off', 'admins', 'staff'], 'AUTH_REQUIRE_2FA is off, admins or staff.').default('off'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
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
