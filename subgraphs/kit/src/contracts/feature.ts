import { readdirSync } from 'node:fs'
import type { Context } from '../context.ts'
import type { FileDoor } from '../files/door.ts'
import type { MessageDeclaration } from './messages.ts'
import type { PermissionDeclaration } from './permissions.ts'
import type { ReadMany } from '../reads/refs.ts'
import type { Crons, Work } from '../work/work.ts'

export type ResolverClass = abstract new (...args: never[]) => unknown

/** One entity by what another subgraph says of it: its key, and what the fields asked for require. */
export type ReadReference = (reference: never, ctx: Context) => Promise<object | null> | object | null

/** What a feature brings to its subgraph, as the `feature.ts` of its folder says. */
export interface Feature {
  resolvers: readonly ResolverClass[]
  /** How the entities that the subgraph owns are read by id, for itself and for `_entities`; peers ask here for copies. */
  entities?: Readonly<Record<string, ReadMany<{ id: string }>>>
  /** How it reads other subgraphs' entities to which it adds fields, and those known by something else than one id. */
  references?: Readonly<Record<string, ReadReference>>
  /** Rights that its verbs ask for, as `room:write`; `pnpm gen` brings them to `permissions.gen.ts`. */
  permissions?: Readonly<Record<string, PermissionDeclaration>>
  /** Messages that it sends, by name, with their first wording; `pnpm gen` brings them to `message-templates.gen.ts`. */
  messages?: Readonly<Record<string, MessageDeclaration>>
  /** Root fields that answer without a viewer: `Mutation.login`. All others demand one. */
  public?: readonly string[]
  /** How its files come and go; one feature of a subgraph may have one. */
  files?: FileDoor
  work?: Work
  /** When work comes by itself, by its name. */
  crons?: Crons
}

/** The features of a subgraph: every folder below its sources that has a `feature.ts`, by name. */
export async function featuresIn(source: URL): Promise<Feature[]> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|[\\/])feature\.ts$/.test(file))
    .sort()
  const features: Feature[] = []
  // One after the other: the schema has its types in the order in which their classes are loaded.
  for (const file of files) {
    const module = (await import(/* @vite-ignore */ new URL(file, source).href)) as { feature: Feature }
    features.push(module.feature)
  }
  return features
}

/** What the features say under one of their names, together. */
export function together<
  Name extends 'entities' | 'references' | 'permissions' | 'messages' | 'work' | 'crons',
>(features: readonly Feature[], name: Name): NonNullable<Feature[Name]> {
  const all: Record<string, unknown> = {}
  for (const feature of features) {
    for (const [key, value] of Object.entries(feature[name] ?? {})) {
      if (key in all) throw new Error(`Two features have the same in ${name}: ${key}`)
      all[key] = value
    }
  }
  return all as NonNullable<Feature[Name]>
}
