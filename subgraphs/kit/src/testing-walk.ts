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
import { unauthenticated } from './errors.ts'
import type { TestSubgraph } from './testing.ts'

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

/**
 * Calls every root field without a viewer, those added later too, and answers which of them the guard let
 * through: `['Mutation.login', 'Query.me']`.
 */
export async function fieldsOpenToAnyone(hospital: TestSubgraph): Promise<string[]> {
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
          ? await hospital.subscribe(null, text, variables)
          : await hospital.graphql(null, text, variables)
      if (errors[0]?.message !== unauthenticated().message) open.push(`${root?.name}.${field.name}`)
    }
  }
  return open.sort()
}
