import 'server-only'
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  None,
  type ServerMetadata,
} from 'openid-client'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { OidcSettings } from './settings'

/** Of each request to the provider: whoever waits is told within ten seconds. */
const TIMEOUT_SECONDS = 5

/**
 * Who is asked, and how. Nothing is remembered of it: that it answers is seen before somebody is sent there, and it may
 * change its keys at any time. Signatures are checked, although what they are on came from the provider itself over TLS.
 * @throws AppError `sign_on_unreachable` when the provider does not say what it is
 */
export async function openProvider(settings: OidcSettings): Promise<Configuration> {
  const metadata = await describeProvider(settings)
  const client = { [clockTolerance]: settings.clockToleranceSeconds }
  const configuration = new Configuration(metadata, settings.clientId, client, authenticate(settings, metadata))
  configuration.timeout = TIMEOUT_SECONDS
  enableNonRepudiationChecks(configuration)
  if (settings.issuer.protocol === 'http:') allowInsecureRequests(configuration)
  return configuration
}

async function describeProvider({ issuer, clientId }: OidcSettings): Promise<ServerMetadata> {
  const execute = issuer.protocol === 'http:' ? [allowInsecureRequests] : []
  try {
    const found = await discovery(issuer, clientId, undefined, None(), { timeout: TIMEOUT_SECONDS, execute })
    return found.serverMetadata()
  } catch (cause) {
    throw unreachable(cause)
  }
}

/** How the client shows who it is: as it was set, or as the provider wants it. */
function authenticate({ clientSecret, authMethod }: OidcSettings, metadata: ServerMetadata): ClientAuth {
  if (clientSecret === null) return None()
  const wanted = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const post = authMethod ? authMethod === 'client_secret_post' : !wanted.includes('client_secret_basic')
  return post ? ClientSecretPost(clientSecret) : ClientSecretBasic(clientSecret)
}

/** A provider that does not answer, or not as one. */
export function unreachable(cause: unknown): AppError {
  log.warn({ err: cause }, 'the sign-on provider could not be asked')
  return new AppError('sign_on_unreachable', { cause })
}
