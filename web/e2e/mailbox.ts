import { expect } from 'vitest'
import { demoPassword, webOfWorker } from './browser.ts'

interface Outbox {
  mails: { nodes: Array<{ id: string; recipient: string }> }
  openedMail: { text: string }
}

/** Asks as the administrator does. */
async function ask(token: string | null, query: string, variables: object = {}) {
  const response = await fetch(`${webOfWorker()}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  })
  return ((await response.json()) as { data: Outbox & { login: { accessToken: string } } }).data
}

let administrator: Promise<string> | null = null
const administratorsToken = () =>
  (administrator ??= ask(null, 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }', {
    input: { email: 'admin@demo.vet', password: demoPassword },
  }).then(({ login }) => login.accessToken))

/** The path of the link in the latest e-mail to somebody that leads to this page, once it has arrived in the outbox. */
export async function linkTo(email: string, path: string): Promise<string> {
  const token = await administratorsToken()
  const find = async () => {
    const { mails } = await ask(token, '{ mails(first: 20) { nodes { id recipient } } }')
    for (const { id } of mails.nodes.filter(({ recipient }) => recipient === email)) {
      const { openedMail } = await ask(token, 'query ($id: ID!) { openedMail(id: $id) { text } }', { id })
      const found = new RegExp(`${path}(\\?\\w+)?#[\\w-]+`).exec(openedMail.text)?.[0]
      if (found) return found
    }
    return null
  }
  await expect.poll(find, { timeout: 20_000 }).not.toBeNull()
  return (await find())!
}
