import { setTimeout as sleep } from 'node:timers/promises'
import { checked, Connection } from './load.ts'

/** What a bystander is told to do. */
export interface Shift {
  url: string
  /** The requests of each person, one after the other. */
  desks: string[][]
  seconds: number
  /** Milliseconds from one request of a person to the next. */
  pace: number
}

/** A request without an answer counts with this waiting time. */
const patience = 30_000

/** An answer by a connection that is made anew when the server has closed it. */
async function answered(url: URL, request: Buffer, used: Connection | null): Promise<Connection> {
  const connection = used ?? (await Connection.open(url))
  try {
    checked(await connection.ask(request))
    return connection
  } catch (error) {
    if (!used || !('code' in (error as Error))) throw error
    return answered(url, request, null)
  }
}

/** Asks at a steady pace; a request that had to wait for the one before counts from the moment it was due. */
async function desk(url: URL, requests: readonly Buffer[], { seconds, pace }: Shift, first: number) {
  let connection: Connection | null = null
  const latencies: number[] = []
  const startsAt = performance.now() + first
  const endsAt = startsAt + seconds * 1000
  for (let n = 0; n * pace < seconds * 1000; n++) {
    const due = startsAt + n * pace
    const early = due - performance.now()
    if (early > 0) await sleep(early)
    // Requests not yet sent at the end count as waiting until then.
    if (performance.now() < endsAt) {
      const late = sleep(patience, null)
      connection = await Promise.race([answered(url, requests[n % requests.length]!, connection), late])
    }
    latencies.push(performance.now() - due)
  }
  connection?.close()
  return latencies
}

// A separate process, so that the CPU of the attacker is not measured.
process.on('message', (shift: Shift) => {
  const url = new URL(shift.url)
  const stagger = shift.pace / shift.desks.length
  Promise.all(
    shift.desks.map((requests, n) =>
      desk(
        url,
        requests.map((text) => Buffer.from(text)),
        shift,
        n * stagger,
      ),
    ),
  ).then(
    (latencies) => process.send!({ latencies: latencies.flat() }),
    (error: unknown) => process.send!({ error: String(error) }),
  )
})
