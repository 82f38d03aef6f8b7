import { buildSubgraphSchema } from '@apollo/subgraph'
import { execute, GraphQLError, type GraphQLSchema, parse } from 'graphql'
import { compose } from '../compose.ts'
import type { Operation, Result, SubgraphLink } from '../link.ts'
import type { IdFor } from './queries.ts'

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable"])\n`

type Resolvers = Parameters<typeof buildSubgraphSchema>[0] extends infer Module
  ? Module extends { resolvers?: infer R }
    ? R
    : never
  : never

interface Ref {
  id: string
}

interface Measured {
  size: string
  measure?: { height: unknown } | null
}

/** What the homes say to an executor that asks for a weight without what it requires. */
export const unmeasured = 'A dog is not weighed without its measure.'

const numberOf = ({ id }: Ref) => Number(id.replace(/\D/g, ''))
const animals = ['d1', 'c2', 'd3', 'd4', 'c5', 'd6'].map((id) => ({ id }))
const dogs = animals.filter(({ id }) => id.startsWith('d'))
const typeOf = ({ id }: Ref) => ({ d: 'Dog', c: 'Cat', t: 'Toy' })[id[0]!]
const reference = { __resolveReference: (ref: Ref) => (numberOf(ref) === 6 ? null : ref) }

const animal = {
  ...reference,
  name: (it: Ref) => `Name ${numberOf(it)}`,
  friend: (it: Ref) => animals[numberOf(it)] ?? null,
  nick: (it: Ref) => {
    if (numberOf(it) === 3) throw new GraphQLError('no nick', { extensions: { code: 'CONFLICT', why: 3 } })
    return numberOf(it) === 4 ? null : `Nick ${numberOf(it)}`
  },
}

const parts: Record<string, { sdl: string; resolvers: Resolvers }> = {
  animals: {
    sdl: `
      interface Animal { id: ID! name: String! friend: Animal }
      enum Size { SMALL LARGE }
      scalar Anything
      type Measure @shareable { height: Int! unit: String! }
      type Dog implements Animal @key(fields: "id") {
        id: ID! name: String! friend: Animal nick: String! size: Size! measure: Measure! tricks: [String!] }
      type Cat implements Animal @key(fields: "id") { id: ID! name: String! friend: Animal nick: String lives: Int anything: Anything }
      type Toy @key(fields: "id") { id: ID! label: String! }
      union Thing = Dog | Cat | Toy
      type Query {
        animals: [Animal!]! things: [Thing] dogs: [Dog!]! maybe: [Dog] matrix: [[Dog!]]! dog(id: ID!): Dog first: Animal toy: Toy! }`,
    resolvers: {
      Animal: { __resolveType: typeOf },
      Thing: { __resolveType: typeOf },
      Dog: {
        ...animal,
        size: (it: Ref) => (numberOf(it) === 3 ? 'SMALL' : 'LARGE'),
        measure: (it: Ref) => ({ height: numberOf(it), unit: 'cm' }),
        tricks: (it: Ref) => (numberOf(it) === 1 ? ['sit', 'roll'] : null),
      },
      Cat: { ...animal, lives: () => 9, anything: (it: Ref) => ({ any: [it.id, { deep: true }] }) },
      Toy: { ...reference, label: () => 'ball' },
      Query: {
        animals: () => animals,
        things: () => [animals[0], null, animals[1], { id: 't7' }, animals[4]],
        dogs: () => dogs,
        maybe: () => [dogs[0], null, dogs[0], dogs[3], dogs[1]],
        matrix: () => [[dogs[0], dogs[1]], null, [dogs[0]], []],
        dog: (_: unknown, { id }: Ref) => dogs.find((dog) => dog.id === id) ?? null,
        first: () => animals[0],
        toy: () => ({ id: 't7' }),
      },
    } as Resolvers,
  },
  homes: {
    sdl: `
      enum Size { SMALL LARGE }
      type Measure @shareable { height: Int! unit: String! }
      type Dog @key(fields: "id") {
        id: ID! size: Size! @external measure: Measure! @external
        weight(factor: Float = 2): Float @requires(fields: "size measure { height unit }") home: Home }
      type Cat @key(fields: "id") { id: ID! home: Home! }
      type Toy @key(fields: "id") { id: ID! owner: Dog }
      type Home @key(fields: "id") { id: ID! street: String! dogs: [Dog!]! neighbour: Home }
      type Query { homes: [Home!]! home(id: ID!): Home }`,
    resolvers: {
      Dog: {
        ...reference,
        weight: (it: Ref & Measured, { factor }: { factor: number }) => {
          if (typeof it.measure?.height !== 'number') throw new GraphQLError(unmeasured)
          return factor * it.measure.height + (it.size === 'SMALL' ? 0.5 : 1)
        },
        home: (it: Ref) => ({ id: `h${numberOf(it) % 3}` }),
      },
      Cat: { ...reference, home: (it: Ref) => ({ id: `h${numberOf(it) % 2}` }) },
      Toy: { ...reference, owner: () => dogs[0] },
      Home: {
        ...reference,
        street: (it: Ref) => `Street ${it.id}`,
        dogs: (it: Ref) => dogs.filter((_dog, index) => index % 3 === numberOf(it)),
        neighbour: (it: Ref) => ({ id: `h${(numberOf(it) + 1) % 3}` }),
      },
      Query: { homes: () => ['h0', 'h1'].map((id) => ({ id })), home: (_: unknown, ref: Ref) => ref },
    } as Resolvers,
  },
  vets: {
    sdl: `
      type Dog @key(fields: "id") { id: ID! vet: Vet! lastVet: Vet }
      type Home @key(fields: "id") { id: ID! vets: [Vet!] nearest: Vet }
      type Vet @key(fields: "id") { id: ID! name: String! phone: String patients: [Dog!]! }
      type Query { vets: [Vet]! }
      type Mutation { hire(name: String!): Vet! dismiss(id: ID!): Boolean }`,
    resolvers: {
      Dog: {
        ...reference,
        vet: (it: Ref) => {
          if (numberOf(it) === 4) throw new Error('the vets are away')
          return { id: `v${numberOf(it) % 2}` }
        },
        lastVet: (it: Ref) => (numberOf(it) === 3 ? null : { id: 'v1' }),
      },
      Home: { ...reference, vets: (it: Ref) => (it.id === 'h1' ? null : [{ id: 'v0' }, { id: 'v1' }]) },
      Vet: {
        ...reference,
        name: (it: Ref) => (it.id === 'v9' ? null : `Vet ${it.id}`),
        phone: (it: Ref) => {
          if (it.id === 'v1') throw new Error('no phone')
          return '1'
        },
        patients: () => dogs,
      },
      Query: { vets: () => [{ id: 'v0' }, { id: 'v9' }, null] },
      Mutation: { hire: () => ({ id: 'v2' }), dismiss: () => null },
    } as Resolvers,
  },
}

const schemas = new Map<string, GraphQLSchema>(
  Object.entries(parts).map(([name, { sdl, resolvers }]) => [
    name,
    buildSubgraphSchema({ typeDefs: parse(link + sdl), resolvers }),
  ]),
)

/** A schema with everything that plans can contain: abstract types, requirements, missing entities and errors. */
export const zoo = compose(
  Object.entries(parts).map(([name, { sdl }]) => ({ name, sdl: link + sdl })) as Parameters<
    typeof compose
  >[0],
)

/** The zoo's subgraphs; one that is named as away answers nothing. */
export function zooLink(
  service: string,
  asked: Operation[] = [],
  away: string | null = null,
): Pick<SubgraphLink, 'execute'> {
  return {
    execute: async (operation) => {
      asked.push(operation)
      if (service === away) {
        return { data: null, errors: [{ message: 'away', path: [], extensions: { code: 'UNAVAILABLE' } }] }
      }
      const result = await execute({
        schema: schemas.get(service)!,
        document: parse(operation.query),
        variableValues: operation.variables,
      })
      return JSON.parse(JSON.stringify(result)) as Result
    },
  }
}

/** Ids that mean something in the zoo, for generated queries. */
export const zooId: IdFor = (_name, answered, random) =>
  JSON.stringify(
    { Dog: ['d1', 'd3', 'd4', 'x'], Home: ['h0', 'h1'] }[answered]?.[Math.floor(random() * 2)] ?? 'v0',
  )
