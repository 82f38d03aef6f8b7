import { expect, test } from 'vitest'
import { uuidOf } from '../testing/fixture.ts'
import { QuietLine } from '../testing/quiet-line.ts'
import { openTestGateway } from '../testing/test-gateway.ts'
import { eventually } from '../testing/test-socket.ts'

const rename = 'mutation($id: ID!, $name: String!) { renamePet(id: $id, name: $name) { id } }'
const change = (name: string) => ({ data: { petChanged: { pet: { name } } } })

test(
  'a frozen subgraph is given up; its subscribers are told to refetch and receive events again',
  { timeout: 90_000 },
  async () => {
    const hospital = await openTestGateway('distributed')
    const line = await QuietLine.to(hospital.remoteOf('clinical'))
    const remote = { ...hospital.remote, clinical: line.url }
    const far = await openTestGateway('distributed', { beside: { ...hospital, remote } })
    const say = (name: string) => hospital.query(rename, { id: uuidOf(1), name })
    const { live } = hospital.runtimeOf('clinical')
    const socket = await far.socket()
    socket.subscribe('1', 'subscription { petChanged { pet { name } } }')
    await eventually(() => live.size === 1)
    await say('Before')
    expect((await socket.next()).payload).toEqual(change('Before'))

    const givenUp = line.silence()
    await say('Into silence')
    await givenUp
    line.speak()
    expect((await socket.next()).payload).toEqual({ data: null, extensions: { resync: true } })
    await say('After')
    expect((await socket.next()).payload).toEqual(change('After'))

    socket.socket.terminate()
    await eventually(() => far.graph.hubs.size.hubs === 0 && live.size === 0)
    await far.close()
    await line.close()
    await hospital.close()
  },
)
