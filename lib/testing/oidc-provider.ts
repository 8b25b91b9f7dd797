import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'
import { CLIENT } from './oidc-client'

/** Somebody at the provider: what it says of them. */
export type Holder = { sub: string; name?: string; email?: string; email_verified?: boolean; groups?: string[] }

/** A real provider of OpenID Connect on loopback, at which whoever is named is signed in already and agrees to everything. */
export class TestProvider {
  private server: Server | undefined
  private provider: Provider | undefined
  /** Who sits at the browser. */
  holder: Holder = { sub: randomUUID() }
  /** Whether what they are told of people comes in the token, or only when asked. */
  inToken = true

  /** @param port one that others know; any free one else */
  constructor(
    private readonly callback: string,
    private port = 0,
  ) {}

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async start(): Promise<void> {
    this.server = createServer((request, response) => void this.answer(request, response))
    await new Promise<void>((ready) => this.server?.listen(this.port, '127.0.0.1', ready))
    this.port = (this.server.address() as AddressInfo).port
    this.changeKeys()
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections()
    await new Promise((closed) => this.server?.close(closed))
  }

  /** Goes on with other keys, as providers do from time to time. */
  changeKeys(): void {
    const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
    this.provider = new Provider(this.issuer, this.configure([{ ...key, kid: randomUUID(), use: 'sig', alg: 'RS256' }]))
  }

  private configure(keys: object[]): Configuration {
    return {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [this.callback],
          post_logout_redirect_uris: [new URL('/sign-in', this.callback).href],
        },
      ],
      jwks: { keys: keys as never },
      cookies: { keys: ['a key of the tests'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
      ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      conformIdTokenClaims: !this.inToken,
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: async (_, sub) => ({
        accountId: sub,
        claims: async () => ({ ...this.holder, sub }),
      }),
    }
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { provider } = this
    if (!provider) return
    if (!request.url?.startsWith('/interaction/')) return void provider.callback()(request, response)
    const { prompt, params, session } = await provider.interactionDetails(request, response)
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: this.holder.sub } })
    const grant = new provider.Grant({ accountId: session?.accountId, clientId: String(params.client_id) })
    grant.addOIDCScope('openid email profile')
    const grantId = await grant.save()
    return provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true })
  }
}

/** Asks whether to sign out, as its own page does, without a typeface from elsewhere. */
function logoutSource(ctx: { body: unknown }, form: string): void {
  const button = '<button type="submit" form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button>'
  ctx.body = `<!doctype html><title>Sign out</title><link rel="icon" href="data:,">${form}${button}`
}

/** Goes to a provider as a browser does, until it sends back. @returns what stands behind the callback's address */
export async function visitProvider(address: string, callback: string): Promise<string> {
  const jar = new Map<string, string>()
  let next = new URL(address)
  for (let steps = 0; steps < 12; steps++) {
    if (next.href.startsWith(callback)) return next.search
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';', 1)
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`)
    next = new URL(location, next)
  }
  throw new Error('The provider sends in circles')
}
