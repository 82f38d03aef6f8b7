import { readFileSync } from 'node:fs'
import { Kind, parse, valueFromASTUntyped } from 'graphql'
import type { Logger } from 'pino'
import { foreignLink } from './data-source.ts'
import { StartFailure } from './start/failure.ts'
import { notReadyOf } from './subgraphs.ts'

interface Supergraph {
  supergraphSdl: string
  /** The URLs of its subgraphs by name. */
  addresses: Readonly<Record<string, string>>
}

/** Reads somebody else's supergraph, which says itself where its subgraphs are. */
export function readSupergraph(path: string): Supergraph {
  let supergraphSdl: string
  try {
    supergraphSdl = readFileSync(path, 'utf8')
  } catch {
    throw new StartFailure(`SUPERGRAPH_PATH ${path} cannot be read.`)
  }
  const addresses = addressesIn(supergraphSdl, path)
  for (const [name, url] of Object.entries(addresses)) {
    if (!/^https?:\/\//.test(url))
      throw new StartFailure(`The supergraph ${path} has no HTTP address for its subgraph ${name}.`)
  }
  return { supergraphSdl, addresses }
}

function addressesIn(supergraphSdl: string, path: string): Record<string, string> {
  try {
    const graphs = parse(supergraphSdl).definitions.flatMap((definition) =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph'
        ? (definition.values ?? [])
        : [],
    )
    if (graphs.length > 0) {
      return Object.fromEntries(
        graphs.map(({ name, directives = [] }) => {
          const given = directives.find((directive) => directive.name.value === 'join__graph')?.arguments
          const argument = (of: string) => {
            const value = given?.find((argument) => argument.name.value === of)?.value
            return value ? String(valueFromASTUntyped(value)) : ''
          }
          return [argument('name') || name.value, argument('url')]
        }),
      )
    }
  } catch {
    // The error message for an invalid supergraph follows below.
  }
  throw new StartFailure(`SUPERGRAPH_PATH ${path} is no supergraph SDL.`)
}

/** Subgraphs of another party: none runs in this process, and there are no sessions. */
export class ForeignSubgraphs {
  readonly links

  constructor(addresses: Supergraph['addresses'], log: Logger) {
    this.links = new Map(
      Object.entries(addresses).map(([name, url]) => [name, foreignLink({ name, url, log })]),
    )
  }

  oldestJobSeconds() {
    return Promise.resolve(null)
  }

  notReady(): Promise<string[]> {
    return notReadyOf(this.links)
  }

  async publicKeys(): Promise<{ keys: object[] }> {
    return { keys: [] }
  }

  async stop() {
    await Promise.all([...this.links.values()].map((link) => link.close()))
  }
}
