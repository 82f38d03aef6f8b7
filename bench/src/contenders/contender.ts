import type { Operation, Variables } from '../operations.ts'
import type { Server } from '../servers.ts'
import type { Site } from '../site.ts'

/** Something that answers the operations. */
export interface Contender {
  name: string
  /** What it is, for the table. */
  title: string
  start: (site: Site) => Promise<Server>
  /** The operations it cannot answer without being written by hand. */
  without?: readonly string[]
  /** The body that asks it for the operation; the operation itself unless it has a schema of its own. */
  bodyOf?: (operation: Operation, variables: Variables) => object
  /** Its answer in the shape of our own schema. */
  dataOf?: (operation: Operation, data: unknown) => unknown
}
