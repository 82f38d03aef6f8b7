import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** What the server says once it has heard the whole of a message; by itself it takes it. */
type Answer = 'take' | 'refuse' | 'later' | 'nothing'

type Recipients = 'take' | 'refuse' | 'nothing'

/** A real mail server for one test; it keeps what it took. */
export async function openMailServer() {
  const taken: Array<{ from: string; to: string[]; source: string }> = []
  const heard: string[] = []
  let answer: Answer = 'take'
  const recipients: string[] = []
  let atRecipient: Recipients = 'take'
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, done) {
      recipients.push(address)
      if (atRecipient === 'refuse') done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }))
      if (atRecipient === 'take') done()
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString()
        heard.push(source)
        if (answer === 'refuse') return done(Object.assign(new Error('spam'), { responseCode: 554 }))
        if (answer === 'later') return done(Object.assign(new Error('full'), { responseCode: 452 }))
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        taken.push({ from, to: envelope.rcptTo.map(({ address }) => address), source })
        if (answer === 'take') done()
      })
    },
  })
  // A client that breaks off is what some tests are about.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  onTestFinished(close)
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    heard,
    close,
    answers: (next: Answer) => {
      answer = next
    },
    answersRecipients: (next: Recipients) => {
      atRecipient = next
    },
    recipients,
    connections: server.connections as Set<{ _socket: { destroy: () => void } }>,
  }
}
