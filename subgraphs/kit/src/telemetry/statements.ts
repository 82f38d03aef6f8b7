import { metrics } from './metrics.ts'
import { tracing } from './tracing.ts'

interface Client {
  unsafe: (text: string, ...rest: never[]) => PromiseLike<unknown>
}

type Work = (client: Client) => unknown

interface Opener extends Client {
  begin?: (...given: [Work] | [string, Work]) => unknown
  savepoint?: (...given: [Work] | [string, Work]) => unknown
}

const words = /^\s*(\w+)(?:[\s\S]*?\b(?:from|into|update)\s+((?:"?\w+"?\.)?"?\w+"?))?/i

/** `select clinical.pets`: a name that many statements share. */
function nameOf(text: string): string {
  const [, verb = 'sql', table = ''] = words.exec(text) ?? []
  return `${verb.toLowerCase()} ${table.replaceAll('"', '')}`.trim()
}

/** Values travel apart from the text; what is written into it all the same is taken out. */
const withoutValues = (text: string) => text.replace(/'(?:[^']|'')*'/g, '?').slice(0, 2_000)

/** Follows every statement of a subgraph's client and of its transactions, when somebody measures or traces. */
export function watchStatements(client: object, subgraph: string) {
  if (metrics || tracing) watch(client as Opener, subgraph)
}

function watch(client: Opener, subgraph: string) {
  const { unsafe, begin, savepoint } = client
  client.unsafe = (text, ...rest) => {
    const query = unsafe(text, ...rest)
    // The query's own `then` would send it at once; its caller may still say in which form it wants the rows.
    const ended: PromiseLike<unknown> = {
      then: (...handlers) =>
        Promise.prototype.then.apply(query as Promise<unknown>, handlers as never) as never,
    }
    metrics?.statement(subgraph, ended)
    tracing?.follow(
      {
        name: nameOf(text),
        kind: 'client',
        attributes: {
          'db.system.name': 'postgresql',
          'db.namespace': subgraph,
          'db.query.text': withoutValues(text),
        },
      },
      ended,
    )
    return query
  }
  const watched =
    (open: NonNullable<Opener['begin']>): NonNullable<Opener['begin']> =>
    (...given) => {
      const work = given.at(-1) as Work
      const inside: Work = (client) => {
        watch(client, subgraph)
        return work(client)
      }
      return open(...([...given.slice(0, -1), inside] as [Work]))
    }
  if (begin) client.begin = watched(begin)
  if (savepoint) client.savepoint = watched(savepoint)
}
