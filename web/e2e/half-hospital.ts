import { mkdtempSync, rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Apart } from '../../gateway/src/testing/apart.ts'
import { startEmbedded } from '../../subgraphs/kit/src/database/postgres.ts'

type SubgraphName = Parameters<typeof Apart.from>[0]

interface Found {
  calendar: { appointments: Array<{ id: string }> }
}

/** A demo hospital of which one part is a process of its own, to be killed, and a day on which at least three visits are booked. */
export async function openHalfHospital(part: SubgraphName) {
  const directory = mkdtempSync(join(tmpdir(), 'vetgraph-outage-'))
  const database = await startEmbedded(join(directory, 'postgres'), {
    database: 'vetgraph',
    password: randomUUID(),
    flags: ['-c', 'fsync=off'],
  })
  const env = { DATABASE_URL: database.url, VETGRAPH_SECRET: randomUUID() }
  const { hospital, apart } = await Apart.from(part, env)
  const token = await hospital.signIn('RECEPTIONIST')
  const { data } = await hospital.graphql(token, '{ locations { id } }')
  const locationId = (data as { locations: Array<{ id: string }> }).locations[0]!.id
  let day = ''
  for (let ahead = 1, visits = 0; visits < 3; ahead++) {
    day = new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
    const found = await hospital.graphql(
      token,
      'query ($locationId: ID!, $day: Date!) { calendar(locationId: $locationId, date: $day) { appointments { id } } }',
      { locationId, day },
    )
    visits = (found.data as Found).calendar.appointments.length
  }
  const close = async () => {
    await apart.kill()
    await hospital.stop()
    await database.stop()
    rmSync(directory, { recursive: true, force: true })
  }
  return { hospital, apart, token, day, close }
}
