import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { type Access, authorize, authorizeSite, type SiteAccess } from '@/lib/auth/access'
import type { SitePermission, StudyPermission } from '@/lib/auth/permissions'
import { AppError } from '@/lib/errors'

/** The gate of a study's pages: whoever is not signed in is sent to sign in and back; what is not theirs is not there. */
export async function pageAccess<P extends StudyPermission>(studyId: string, permission: P): Promise<Access<P>> {
  return gate(() => authorize(studyId, permission))
}

/** The gate of all other pages. */
export async function sitePageAccess<P extends SitePermission>(permission: P): Promise<SiteAccess<P>> {
  return gate(() => authorizeSite(permission))
}

/** Runs a read for a page; a missing row becomes the not-found page. */
export async function gate<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'unauthenticated') redirect(`/sign-in?next=${encodeURIComponent(await currentPath())}`)
    if (error.code === 'password_change_needed')
      redirect(`/account/password?next=${encodeURIComponent(await currentPath())}`)
    if (error.code === 'factor_setup_needed') redirect('/account/second-factor')
    if (error.code === 'not_found') notFound()
    throw error
  }
}

/** The path asked for; `proxy.ts` passes it on, since Next does not tell pages. */
async function currentPath(): Promise<string> {
  return (await headers()).get('x-evenhand-path') ?? '/'
}
