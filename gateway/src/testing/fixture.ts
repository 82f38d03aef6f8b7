import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { heard, standing } from '@vetgraph/kit/work/live'
import { notify, signal } from '@vetgraph/kit/work/signals'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { defineSubgraph, type SubgraphDefinition } from '@vetgraph/kit/serving/subgraph'
import { publicKeys } from './test-tokens.ts'

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

@Resolver(() => User)
class SessionsResolver {
  @Mutation(() => Boolean, { description: 'Ends a session, as signing out does.' })
  async endSession(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Which one.' }) id: string,
  ): Promise<boolean> {
    endedSessions.push(id)
    await transact(ctx, (ctx) => notify(ctx, 'session.ended', { sessionId: id }))
    return true
  }

  @Directive('@inaccessible')
  @Subscription(() => [ID], {
    description: 'Which sessions have ended, as identity tells the other processes.',
    subscribe: ({ context }: { context: Context }) =>
      standing(
        async () => [...endedSessions],
        heard<{ sessionId: string }>(context.live, 'session.ended', () => true),
        ({ sessionId }) => [sessionId],
      ),
  })
  sessionsEnded(@Root() ids: string[]): string[] {
    return ids
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

/** The sessions that were ended in the fixture's identity. */
const endedSessions: string[] = []

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

  @Shared()
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
    features: [
      {
        resolvers: [PeopleResolver, SessionsResolver],
        entities: { User: readPeople },
        public: ['Query.me', 'Mutation.signIn'],
      },
    ],
    publicKeys,
  }),
  await defineSubgraph({
    name: 'clinical',
    migrations: new URL('../../../subgraphs/clinical/migrations', import.meta.url),
    features: [{ resolvers: [PetsResolver], entities: { Pet: async (ctx, ids) => readPets(ctx, ids) } }],
    stubs: [UserStub],
  }),
  await defineSubgraph({
    name: 'billing',
    migrations: new URL('../../../subgraphs/billing/migrations', import.meta.url),
    features: [
      { resolvers: [BalanceResolver], entities: { Pet: async (_ctx, ids) => ids.map((id) => ({ id })) } },
    ],
    stubs: [PetStub],
  }),
]
