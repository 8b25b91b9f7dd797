import { env } from '@/lib/env'

/** For which site passkeys are: the host that people use, which browsers compare by themselves. */
export function relyingParty(): { id: string; origin: string; name: string } {
  const { origin, hostname } = new URL(env().NEXTAUTH_URL)
  return { id: hostname, origin, name: 'Evenhand' }
}
