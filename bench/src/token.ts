const freshFor = 5 * 60_000

/** A vet's access token, taken anew before it ends; the same for every contender that verifies it. */
export class Token {
  private value = ''
  private takenAt = -Infinity

  constructor(
    /** A Vetgraph to sign in at; without one nobody asks for a token. */
    private readonly door: URL | null,
    private readonly account: { email: string; password: string },
  ) {}

  async headers(): Promise<Record<string, string>> {
    if (!this.door) return {}
    if (performance.now() - this.takenAt > freshFor) {
      this.takenAt = performance.now()
      this.value = await this.signIn(this.door)
    }
    return { authorization: `Bearer ${this.value}` }
  }

  private async signIn(door: URL): Promise<string> {
    const { email, password } = this.account
    const query = 'mutation SignIn($input: LoginInput!) { login(input: $input) { accessToken } }'
    const response = await fetch(door, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { input: { email, password } } }),
    })
    const answer = (await response.json()) as { data?: { login?: { accessToken: string } } }
    if (!answer.data?.login) throw new Error(`The vet could not sign in: ${JSON.stringify(answer)}`)
    return answer.data.login.accessToken
  }
}
