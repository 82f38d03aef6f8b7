import { composeServices } from '@apollo/composition'
import type { Schema } from '@apollo/federation-internals'
import { type GraphQLSchema, parse, printSchema, lexicographicSortSchema } from 'graphql'
import type { SubgraphDefinition } from '@vetgraph/kit/serving/subgraph'

/** A placeholder for a subgraph's URL in the supergraph; the real URL is known at start. */
const placeholder = (name: string) => `http://${name}:4001/graphql`

interface Composed {
  supergraph: string
  api: string
  schema: GraphQLSchema
}

/** Composes the subgraphs into one graph, or says everything that keeps them from it. */
export function compose(definitions: ReadonlyArray<Pick<SubgraphDefinition, 'name' | 'sdl'>>): Composed {
  const composed = composeServices(
    definitions.map(({ name, sdl }) => ({ name, url: placeholder(name), typeDefs: parse(sdl) })),
  )
  if (composed.errors) {
    throw new Error(
      `The subgraphs do not compose:\n${composed.errors.map(({ message }) => `- ${message}`).join('\n')}`,
    )
  }
  const schema = lexicographicSortSchema(apiOf(composed.schema))
  return { supergraph: composed.supergraphSdl, api: `${printSchema(schema)}\n`, schema }
}

const apiOf = (supergraph: Schema) => supergraph.toAPISchema().toGraphQLJSSchema()
