import 'server-only'
import { cookies } from 'next/headers'
import { type Appearance, appearanceCookie, readAppearance } from '@/lib/appearance'
import { isSecure } from '@/lib/env'

/** How whoever sent this request wants pages to look. */
export async function requestAppearance(): Promise<Appearance> {
  return readAppearance((await cookies()).get(appearanceCookie(isSecure()))?.value)
}
