import type { FormattedExecutionResult } from 'graphql'
import { type AskPeer, type SubgraphRequest, systemRequest } from '../context.ts'
import { ErrorCode, unavailable } from '../errors.ts'
import { entityOwners } from './entity-owners.gen.ts'
import type { SubgraphName } from './subgraph-names.ts'

type Send = (
  subgraph: SubgraphName,
  operation: { query: string; variables: Record<string, unknown> },
  request: SubgraphRequest,
) => Promise<FormattedExecutionResult>

/** Asks the owner of an entity, or who adds to it, by a federation query, as the system and not as the viewer. */
export function askPeerBy(send: Send, newRequestId: () => string): AskPeer {
  return async (typename, ids, selection, from) => {
    const owner = from ?? entityOwners[typename]
    if (!owner) throw new Error(`no subgraph owns ${typename}`)
    const result = await send(
      owner,
      {
        query: `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typename} { ${selection} } } }`,
        variables: { representations: ids.map((id) => ({ __typename: typename, id })) },
      },
      systemRequest(newRequestId()),
    )
    if (result.errors?.length) {
      if (result.errors.some(({ extensions }) => extensions?.['code'] === ErrorCode.UNAVAILABLE)) {
        throw unavailable()
      }
      throw new Error(`${owner} did not answer for ${typename}: ${result.errors[0]?.message}`)
    }
    return result.data?.['_entities'] as Array<Record<string, unknown> | null>
  }
}
