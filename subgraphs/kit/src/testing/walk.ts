import {
  getNamedType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql'
import { NIL } from 'uuid'
import type { Viewer } from '../context.ts'
import { unauthenticated } from '../errors.ts'
import { screensOnlyShow } from '../access/authorize.ts'
import type { TestSubgraph } from './subgraph.ts'

const scalars: Record<string, unknown> = {
  ID: NIL,
  String: 'anything',
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: '2026-03-16T09:00:00.000Z',
  Date: '2026-03-16',
  TimeOfDay: '09:00',
  TimeZone: 'Europe/Dublin',
  Money: { amount: 100, currency: 'EUR' },
}

/** Some value that the type accepts, with the required parts only. */
function sampleOf(type: GraphQLInputType, entity: string): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType, entity)
  if (isListType(type)) return [sampleOf(type.ofType, entity)]
  if (isEnumType(type)) return type.getValues()[0]?.name
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField)
    return Object.fromEntries(required.map((field) => [field.name, sampleOf(field.type, entity)]))
  }
  if (type.name === '_Any') return { __typename: entity, id: NIL }
  if (!(type.name in scalars)) throw new Error(`no sample of the scalar ${type.name}`)
  return scalars[type.name]
}

/** Calls every root field, those added later too, and answers those whose first error is another one than this. */
async function fieldsNotRefusedBy(
  hospital: TestSubgraph,
  viewer: Viewer | null,
  message: string,
): Promise<string[]> {
  const { schema } = hospital.runtime.definition
  const union = schema.getType('_Entity')
  const entity = (isUnionType(union) && union.getTypes()[0]?.name) || ''
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }
  const open: string[] = []
  for (const operation of ['query', 'mutation', 'subscription'] as const) {
    const root = roots[operation]
    for (const field of Object.values(root?.getFields() ?? {})) {
      if (field.name === '_service') continue
      const args = field.args.filter(isRequiredArgument)
      const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')
      const given = args.map(({ name }) => `${name}: $${name}`).join(', ')
      const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }'
      const text = `${operation} ${declared && `(${declared})`} { ${field.name} ${given && `(${given})`} ${selection} }`
      const variables = Object.fromEntries(args.map(({ name, type }) => [name, sampleOf(type, entity)]))
      const { errors } =
        operation === 'subscription'
          ? await hospital.subscribe(viewer, text, variables)
          : await hospital.graphql(viewer, text, variables)
      if (errors[0]?.message !== message) open.push(`${root?.name}.${field.name}`)
    }
  }
  return open.sort()
}

/** Which root fields the guard lets through without a viewer: `['Mutation.login', 'Query.me']`. */
export const fieldsOpenToAnyone = (hospital: TestSubgraph) =>
  fieldsNotRefusedBy(hospital, null, unauthenticated().message)

/** Which mutations a wall screen may try. */
export async function mutationsOpenToScreens(hospital: TestSubgraph, screen: Viewer): Promise<string[]> {
  const open = await fieldsNotRefusedBy(hospital, screen, screensOnlyShow().message)
  return open.filter((field) => field.startsWith('Mutation.'))
}
