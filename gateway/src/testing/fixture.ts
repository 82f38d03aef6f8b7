import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { pino } from 'pino'
import {
  Arg,
  Ctx,
  Directive,
  Field,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  FieldResolver,
  Root,
  Subscription,
} from 'type-graphql'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Context, Viewer } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { heard, signal } from '@vetgraph/kit/live'
import { SubgraphServer } from '@vetgraph/kit/serve'
import { defineSubgraph, type SubgraphDefinition } from '@vetgraph/kit/subgraph'
import { asRole, cloneDatabase } from '@vetgraph/kit/testing'
import { signAccessToken, TokenVerifier } from '@vetgraph/kit/tokens'
import { compose } from '../compose.ts'
import { openGateway } from '../gateway.ts'
import { Graph } from '../graph.ts'
import { Sessions } from '../session.ts'
import { Subgraphs } from '../subgraphs.ts'

const key = await generateKeyPair('ES256', { extractable: true })
const strangersKey = await generateKeyPair('ES256', { extractable: true })
const kid = 'test'

/** An access token as identity would sign it. */
export const tokenFor = (viewer: Viewer, now = new Date()) =>
  signAccessToken(viewer, { kid, privateKey: key.privateKey }, now)

/** A token that somebody else signed under the name of our key. */
export const forgedTokenFor = (viewer: Viewer) =>
  signAccessToken(viewer, { kid, privateKey: strangersKey.privateKey }, new Date())

const names = ['Ida', 'Otto', 'Emma']

@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'A person.' })
class User {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string

  @Field(() => String, { description: 'The name.' })
  name!: string
}

/** The same entity, as the other subgraphs know it. */
@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'A person.' })
class UserStub {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string
}

@Directive('@key(fields: "id")')
@ObjectType('Pet', { description: 'A patient.' })
class Pet {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string

  @Field(() => String, { description: 'The name.' })
  name!: string
}

@Directive('@key(fields: "id")')
@ObjectType('Pet', { description: 'A patient.' })
class PetStub {
  @Field(() => ID, { description: 'Permanent id.' })
  id!: string
}

export const uuidOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`

const numberOf = (id: string) => Number(id.slice(-12))

@Resolver(() => User)
class PeopleResolver {
  @Query(() => User, { nullable: true, description: 'Who is signed in.' })
  me(@Ctx() ctx: Context): User | null {
    return (
      ctx.viewer && {
        id: uuidOf(1),
        name: `${ctx.viewer.roles.join()} ${ctx.requestId} ${ctx.origin}`.trim(),
      }
    )
  }

  @Mutation(() => Boolean, { description: 'Sets a cookie, as signing in does.' })
  signIn(@Ctx() ctx: Context): boolean {
    ctx.effects.setCookies.push('a=1; Path=/; HttpOnly', `b=${ctx.cookies['a'] ?? 'none'}; Path=/; HttpOnly`)
    return true
  }
}

@ObjectType({ description: 'Something happened to a pet.' })
class PetChange {
  @Field(() => Pet, { description: 'The pet.' })
  pet!: Pet

  @Field(() => Int, { description: 'How many changes there have been.' })
  number!: number
}

/** Pets by id; tests rename them. */
export const petNames = new Map<string, string>()

/** How often a stream of pets was opened, and under whose id. */
export const opened: Array<string | undefined> = []

let changes = 0

@Resolver(() => Pet)
class PetsResolver {
  @Query(() => [Pet], { description: 'All pets.' })
  pets(): Pet[] {
    return names.map((name, index) => ({ id: uuidOf(index + 1), name }))
  }

  @Query(() => Pet, { nullable: true, description: 'One pet.' })
  pet(@Arg('id', () => ID, { description: 'Which one.' }) id: string): Pet | null {
    return readPets(null, [id])[0] ?? null
  }

  @Query(() => String, { nullable: true, description: 'Throws as code of ours would by mistake.' })
  broken(): string {
    throw new Error('select secret from somewhere')
  }

  @Query(() => Int, { description: 'Adds one.' })
  born(@Arg('on', () => Date, { description: 'The moment.' }) on: Date): number {
    return on.getTime()
  }

  @Mutation(() => Pet, { description: 'Gives a pet another name.' })
  async renamePet(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Which one.' }) id: string,
    @Arg('name', () => String, { description: 'The new name.' }) name: string,
  ): Promise<Pet> {
    if (name === '') throw badInput('name', 'A pet has a name.')
    if (name === 'Taken') throw conflict('The name is taken.', { field: 'name', alternatives: ['Free'] })
    petNames.set(id, name)
    await transact(ctx, (ctx) => signal(ctx, 'pets', { id, number: ++changes }))
    return { id, name }
  }

  @FieldResolver(() => UserStub, { description: 'Who keeps it.' })
  keeper(@Root() pet: Pet): UserStub {
    return { id: uuidOf(numberOf(pet.id)) }
  }

  @Subscription(() => PetChange, {
    description: 'Every change of a pet.',
    subscribe: ({ args, context }: { args: { id?: string }; context: Context }) => {
      opened.push(context.viewer?.userId)
      return heard(context.live, 'pets', ({ id }) => !args.id || args.id === id)
    },
  })
  petChanged(
    @Root() { id, number }: { id: string; number: number },
    @Arg('id', () => ID, { nullable: true, description: 'Only this pet.' }) _id?: string,
  ): PetChange {
    return { pet: readPets(null, [id])[0]!, number }
  }
}

@Resolver(() => PetStub)
class BalanceResolver {
  @Query(() => Int, { description: 'What is owed by everybody.' })
  debts(): number {
    return 600
  }

  @FieldResolver(() => Int, { description: 'What is owed, in cents.' })
  async balance(@Root() pet: PetStub): Promise<number> {
    await new Promise((done) => setTimeout(done, hydrationDelay.next()))
    return numberOf(pet.id) * 100
  }

  @FieldResolver(() => String, { nullable: true, description: 'Throws.' })
  oops(): string {
    throw new Error('relation "secrets" does not exist')
  }
}

/** How long the next hydration takes; tests make the first slow to see that order holds. */
export const hydrationDelay = {
  delays: [] as number[],
  next() {
    return this.delays.shift() ?? 0
  },
}

const readPets = (_ctx: unknown, ids: readonly string[]): Pet[] =>
  ids
    .filter((id) => numberOf(id) >= 1 && numberOf(id) <= 3)
    .map((id) => ({ id, name: petNames.get(id) ?? names[numberOf(id) - 1]! }))

const readPeople = async (_ctx: unknown, ids: readonly string[]): Promise<User[]> =>
  ids.filter((id) => numberOf(id) !== 3).map((id) => ({ id, name: `Keeper ${numberOf(id)}` }))

/** Three small subgraphs, with everything the gateway has to deal with. */
export const fixture: SubgraphDefinition[] = [
  await defineSubgraph({
    name: 'identity',
    migrations: new URL('../../../subgraphs/identity/migrations', import.meta.url),
    resolvers: [PeopleResolver],
    entities: { User: readPeople },
    public: ['Query.me', 'Mutation.signIn'],
    publicKeys: async () => ({
      keys: [{ ...(await exportJWK(key.publicKey)), kid, alg: 'ES256', use: 'sig' }],
    }),
  }),
  await defineSubgraph({
    name: 'clinical',
    migrations: new URL('../../../subgraphs/clinical/migrations', import.meta.url),
    resolvers: [PetsResolver],
    entities: { Pet: async (ctx, ids) => readPets(ctx, ids) },
    stubs: [UserStub],
  }),
  await defineSubgraph({
    name: 'billing',
    migrations: new URL('../../../subgraphs/billing/migrations', import.meta.url),
    resolvers: [BalanceResolver],
    entities: { Pet: async (_ctx, ids) => ids.map((id) => ({ id })) },
    stubs: [PetStub],
  }),
]

export const topologies = ['one process', 'distributed'] as const

export type Topology = (typeof topologies)[number]

interface Setup {
  now?: () => Date
  production?: boolean
  webDirectory?: string
  allowedOrigins?: string[]
  deadline?: number
}

/** The fixture's subgraphs behind a gateway on a real port, in either topology. */
export async function openTestGateway(topology: Topology, setup: Setup = {}) {
  const { now, production = false, deadline } = setup
  const database = await cloneDatabase()
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' })
  const servers = new Map<string, SubgraphServer>()
  const remote: Record<string, string> = {}
  const serve = async (definition: SubgraphDefinition, port = 0) => {
    const server = new SubgraphServer(definition, {
      database,
      port,
      host: '127.0.0.1',
      peers: remote,
      log,
      ...(now ? { now } : {}),
      get identityUrl() {
        return remote['identity']
      },
    })
    servers.set(definition.name, server)
    return server.start()
  }
  if (topology === 'distributed') {
    for (const definition of fixture) remote[definition.name] = await serve(definition)
  }
  const subgraphs = new Subgraphs({
    placement: { local: topology === 'distributed' ? [] : fixture, remote },
    database,
    log,
    ...(now ? { now } : {}),
    ...(deadline ? { deadline } : {}),
  })
  await subgraphs.start()
  const graph = new Graph({
    supergraphSdl: compose(fixture).supergraph,
    links: subgraphs.links,
    introspection: !production,
    log,
  })
  await graph.start()
  const verifier = new TokenVerifier(() => subgraphs.publicKeys(), ...(now ? [now] : []))
  const gateway = openGateway({
    graph,
    sessions: new Sessions(verifier, log),
    subgraphs,
    webDirectory: setup.webDirectory ?? '/nonexistent',
    sandbox: !production,
    allowedOrigins: setup.allowedOrigins ?? [],
    trustProxy: false,
    log,
  })
  await new Promise<void>((done) => gateway.server.listen(0, '127.0.0.1', done))
  const { port } = gateway.server.address() as AddressInfo
  const web = `http://127.0.0.1:${port}`
  const vet = asRole('VET')
  const token = await tokenFor(vet)
  const runtimeOf = (name: string) =>
    servers.get(name)?.runtime ?? subgraphs.runtimes.find(({ definition }) => definition.name === name)!

  const post = async (
    body: unknown,
    headers: Record<string, string> = { authorization: `Bearer ${token}` },
  ) => {
    const response = await fetch(`${web}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer }
  }
  return {
    web,
    port,
    graph,
    gateway,
    vet,
    token,
    subgraphs,
    runtimeOf,
    remoteOf: (name: string) => remote[name]!,
    post,
    query: async (query: string, variables: Record<string, unknown> = {}) =>
      (await post({ query, variables })).body,
    socket: (params?: object) =>
      TestSocket.open(`ws://127.0.0.1:${port}/graphql`, params ?? { authorization: `Bearer ${token}` }),
    /** Kills one remote subgraph; answers how to bring it back at the same address. */
    kill: async (name: string) => {
      await servers.get(name)!.stop()
      const definition = fixture.find((definition) => definition.name === name)!
      return () => serve(definition, Number(new URL(remote[name]!).port))
    },
    close: async () => {
      await gateway.close()
      await subgraphs.stop()
      await Promise.all([...servers.values()].map((server) => server.stop().catch(() => {})))
      await database.drop()
    },
  }
}

export interface Answer {
  data?: Record<string, unknown> | null
  errors?: Array<{ message: string; path?: unknown[]; extensions: Record<string, unknown> }>
  extensions?: Record<string, unknown>
}

interface Frame {
  type: string
  id?: string
  payload?: unknown
}

/** A client that speaks the protocol frame by frame. */
export class TestSocket {
  private readonly frames: Frame[] = []
  private waiting: ((frame: Frame) => void) | null = null
  readonly closed: Promise<{ code: number; reason: string }>

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame
      if (this.waiting) {
        this.waiting(frame)
        this.waiting = null
      } else this.frames.push(frame)
    })
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }))
      socket.on('error', () => resolve({ code: -1, reason: 'refused' }))
    })
  }

  /** Connects; signs in unless the parameters are null. */
  static async open(
    url: string,
    params: object | null,
    options: { origin?: string } = {},
  ): Promise<TestSocket> {
    const socket = new TestSocket(new WebSocket(url, 'graphql-transport-ws', options))
    onTestFinished(() => socket.socket.terminate())
    await Promise.race([new Promise((done) => socket.socket.once('open', done)), socket.closed])
    if (params && socket.socket.readyState === WebSocket.OPEN) {
      socket.send({ type: 'connection_init', payload: params })
      const acknowledged = socket.next()
      await Promise.race([acknowledged, socket.closed])
    }
    return socket
  }

  send(frame: object | string) {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  subscribe(id: string, query: string, variables: Record<string, unknown> = {}) {
    this.send({ id, type: 'subscribe', payload: { query, variables } })
  }

  next(): Promise<Frame> {
    const frame = this.frames.shift()
    if (frame) return Promise.resolve(frame)
    return new Promise((resolve) => {
      this.waiting = resolve
    })
  }

  get pending() {
    return this.frames.length
  }
}

/** Waits for what becomes true by itself soon. */
export async function eventually(condition: () => boolean) {
  const deadline = Date.now() + 10_000
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`did not become true: ${String(condition)}`)
    await new Promise((done) => setTimeout(done, 10))
  }
}
