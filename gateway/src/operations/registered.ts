import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { GraphQLError } from 'graphql'
import type { Viewer } from '@vetgraph/kit/context'
import { ErrorCode } from '@vetgraph/kit/errors'

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** The web client's operations, written by `pnpm gen` and known by their SHA-256. */
export class Registered {
  private readonly texts: ReadonlySet<string>
  private readonly byHash: ReadonlyMap<string, string>

  constructor(texts: Iterable<string>) {
    this.texts = new Set(texts)
    this.byHash = new Map([...this.texts].map((text) => [hashOf(text), text]))
  }

  static from(file: string): Registered {
    if (!existsSync(file)) return new Registered([])
    return new Registered(Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>))
  }

  textOf(hash: string): string | undefined {
    return this.byHash.get(hash)
  }

  has(text: string): boolean {
    return this.texts.has(text)
  }
}

/** Refuses unregistered operations of pet owners and visitors where only registered ones are allowed. */
export function notRegistered(viewer: Viewer | null): GraphQLError | null {
  if (viewer?.kind === 'client') return null
  if (viewer && !viewer.roles.every((role) => role === 'OWNER')) return null
  return new GraphQLError('Only the operations of this hospital’s own apps are answered here.', {
    extensions: { code: ErrorCode.OPERATION_NOT_REGISTERED },
  })
}
