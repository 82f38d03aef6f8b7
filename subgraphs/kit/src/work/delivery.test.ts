import { v7 as uuidv7 } from 'uuid'
import { GraphQLObjectType, GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliver, type Ticket } from './delivery.ts'
import type { Reactions } from '../contracts/events.ts'
import type { SubgraphDefinition } from '../serving/subgraph.ts'
import { TestSubgraph } from '../testing/subgraph.ts'

const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: {} }) })
const notifications: SubgraphDefinition = {
  ...{
    name: 'notifications',
    migrations: '',
    schema,
    sdl: '',
    entities: [],
    reactions: {},
    permissions: {},
    messages: {},
    work: {},
    crons: {},
    files: null,
  },
  ...{ demo: null, prepare: null, publicKeys: null },
}

let hospital: TestSubgraph
/** The handled events in their order, by the user's name that they tell. */
let handled: string[]
let poisoned: string | null

const react = async (name: string) => {
  if (name === poisoned) throw new Error(`${name} cannot be handled`)
  handled.push(name)
}
const reactions: Reactions = {
  'user.changed': (_ctx, { payload }) => react(payload.name),
  'location.changed': (_ctx, { payload }) => react(payload.name),
}

beforeAll(async () => {
  hospital = await TestSubgraph.open(notifications)
})
afterAll(() => hospital.close())
beforeEach(() => {
  handled = []
  poisoned = null
})

async function told(entity: string, name: string, event = 'user.changed'): Promise<Ticket> {
  const [row] = await hospital.admin`
    insert into vetgraph.deliveries (consumer, entity, id, event, emitter, at, payload)
    values ('notifications', ${entity}, ${uuidv7()}, ${event}, 'identity', now(), ${JSON.stringify({ name })}::text::json)
    returning position`
  return { entity, position: Number(row!['position']) }
}

const deliverNow = (ticket: Ticket) => deliver(hospital.context(), reactions, ticket)

test('events of an entity are handled in the order in which they were told, whichever job runs first', async () => {
  const entity = uuidv7()
  const tickets = [
    await told(entity, 'first'),
    await told(entity, 'second', 'location.changed'),
    await told(entity, 'third'),
  ]
  await deliverNow(tickets[1]!)
  expect(handled).toEqual(['first', 'second'])
  await Promise.all(tickets.map(deliverNow))
  expect(handled).toEqual(['first', 'second', 'third'])
})

test('an event that cannot be handled holds up its own entity only, until it can be', async () => {
  const [bella, rex] = [uuidv7(), uuidv7()]
  const tickets = [await told(bella, 'poisoned'), await told(bella, 'after it')]
  const neighbour = await told(rex, 'neighbour')
  poisoned = 'poisoned'
  for (const ticket of tickets) await expect(deliverNow(ticket)).rejects.toThrow('cannot be handled')
  await deliverNow(neighbour)
  expect(handled).toEqual(['neighbour'])
  poisoned = null
  await deliverNow(tickets[1]!)
  expect(handled).toEqual(['neighbour', 'poisoned', 'after it'])
})

test('an event takes effect once, however many workers deliver it at the same time', async () => {
  const entity = uuidv7()
  const tickets = [await told(entity, 'one'), await told(entity, 'two'), await told(entity, 'three')]
  await Promise.all([...tickets, ...tickets, ...tickets].map(deliverNow))
  expect(handled).toEqual(['one', 'two', 'three'])
})
