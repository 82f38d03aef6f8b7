import { type GraphQLSchema, isObjectType } from 'graphql'
import { Extensions, getMetadataStorage } from 'type-graphql'
import { declare } from './cost.ts'
import { typeNameOf } from '../serving/direct.ts'
import type { ResolverClass } from './feature.ts'

/** The tag, in the SDL, of a field whose value may depend on who the viewer is. */
export const personalTag = 'personal'

/**
 * Viewers with the same rights read the same value of this field, and no audit entry names its reader, so that one
 * stream may serve all their subscriptions.
 */
export const Shared = () => Extensions({ shared: true })

/**
 * Tags each field whose resolver is given the viewer, and each subscription, unless it declares itself `@Shared()`. A
 * subscription with a tagged field is answered for each viewer apart.
 */
export function declarePersonal(schema: GraphQLSchema, resolvers: readonly ResolverClass[]) {
  const { fieldResolvers, subscriptions } = getMetadataStorage()
  const knowingViewers = fieldResolvers.filter(({ params = [] }) =>
    params.some(({ kind }) => kind !== 'root' && kind !== 'arg' && kind !== 'args'),
  )
  const personal = [
    ...knowingViewers.map((field) => ({ ...field, typename: typeNameOf(field) })),
    ...subscriptions.map((field) => ({ ...field, typename: 'Subscription' })),
  ]
  for (const { target, typename, schemaName } of personal) {
    const type = schema.getType(typename)
    const field = isObjectType(type) ? type.getFields()[schemaName] : undefined
    if (!field || !resolvers.includes(target as ResolverClass) || field.extensions['shared']) continue
    declare(field, 'tag', { name: personalTag })
  }
}
