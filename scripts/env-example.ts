import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { Env } from '@/lib/env'
import { MailVariables } from '@/lib/mail/settings'
import { OidcVariables } from '@/lib/oidc/settings'

/** Every setting: those that all have, those of mail, and those of single sign-on. */
export const Settings = z.object({
  ...Env.shape,
  ...MailVariables.shape,
  ...OidcVariables.omit({ NEXTAUTH_URL: true }).shape,
})

const Documented = z.object({
  properties: z.record(z.string(), z.object({ description: z.string().optional(), default: z.unknown().optional() })),
})

/** The file `.env.example`: every setting that has a meaning to people, with that meaning and its default. */
export function envExample(): string {
  const { properties } = Documented.parse(z.toJSONSchema(Settings, { io: 'input', unrepresentable: 'any' }))
  const lines = Object.entries(properties).flatMap(([name, { description, default: usual }]) =>
    description === undefined ? [] : [`# ${description}`, `#${name}=${usual ?? ''}`, ''],
  )
  return [
    '# Settings of Evenhand. Copy to .env and take the # away from what you set. Made of lib/env.ts and lib/{mail,oidc}/settings.ts.',
    '',
    ...lines,
  ].join('\n')
}

// `node --import tsx scripts/env-example.ts > .env.example`
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(envExample())
