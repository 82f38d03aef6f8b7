import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OpenIdProvider } from '@vetgraph/kit/settings'
import { Provider } from 'oidc-provider'

export const hospitalUrl = 'http://hospital.test'

/** What the issuer says of each person, by their name there. */
export type People = Record<string, Readonly<Record<string, unknown>>>

/** A real OpenID provider in this process, and a browser in which people sign in at it. */
export class TestIssuer {
  private constructor(
    private server: Server,
    readonly provider: OpenIdProvider,
    readonly people: People,
  ) {}

  static async open(
    key: string,
    people: People,
    { web = hospitalUrl, claimsInToken = false }: { web?: string; claimsInToken?: boolean } = {},
  ): Promise<TestIssuer> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const [clientId, clientSecret] = [`vetgraph-${key}`, 'a secret with + and / and : in it']
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uris: [`${web}/sign-in/callback`],
        },
      ],
      claims: { email: ['email', 'email_verified'], profile: ['name', 'given_name', 'family_name'] },
      conformIdTokenClaims: !claimsInToken,
      cookies: { keys: ['of the test'] },
      findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...people[sub], sub }) }),
    })
    server.on('request', (message, response) => void provider.callback()(message, response))
    return new TestIssuer(server, { key, label: `The ${key}`, issuer, clientId, clientSecret }, people)
  }

  /** Stops answering; the port stays known. */
  async stop() {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  /** Answers again, at the same address. */
  async restart() {
    const { port } = new URL(this.provider.issuer)
    await new Promise<void>((resolve) => this.server.listen(Number(port), '127.0.0.1', resolve))
  }

  /** Goes where the hospital sends the browser, signs in and agrees; answers what the browser brings back. */
  async visit(address: string, login: string): Promise<Record<string, string>> {
    const cookies = new Map<string, string>()
    let url = address
    let form: URLSearchParams | null = null
    while (url.startsWith(this.provider.issuer)) {
      const response: Response = await fetch(url, {
        method: form ? 'POST' : 'GET',
        body: form,
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      })
      for (const cookie of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!
        cookies.set(name!, value!)
      }
      const location = response.headers.get('location')
      const page = await response.text()
      const [, prompt] = /name="prompt" value="(\w+)"/.exec(page) ?? []
      const [, action] = /action="([^"]+)"/.exec(page) ?? []
      if (!location && !action) throw new Error(`${url}: ${response.status} ${page}`)
      form = location ? null : new URLSearchParams({ prompt: prompt!, login, password: 'any' })
      url = new URL(location ?? action!, url).href
    }
    return Object.fromEntries(new URL(url).searchParams)
  }
}
