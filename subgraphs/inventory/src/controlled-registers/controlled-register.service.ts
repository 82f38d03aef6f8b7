import { authorize, locationsOf } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { hashStretch } from '@vetgraph/kit/database/hash-chain'
import { entity } from '@vetgraph/kit/reads/entity'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among } from '@vetgraph/kit/reads/statement'
import { and, asc, desc, eq, exists, inArray, isNotNull, sql } from 'drizzle-orm'
import {
  type ControlledRegisterRow,
  controlledRegisters,
  type RegisterLineRow,
  registerLines,
} from './controlled-register.table.ts'
import type { RegisterVerification } from './controlled-register.types.ts'

export type { ControlledRegisterRow }

const right = 'controlled-drug:read'

/** The maximum number of lines whose hashes are computed in one statement. */
const maxStretch = 50_000

/** The locations whose registers the viewer may see; null for all. */
const seen = (ctx: Context) => ({ places: locationsOf(authorize(ctx, right), right) })

const registers = entity({
  table: controlledRegisters,
  type: 'ControlledRegister',
  noun: 'register',
  always: ['id', 'name'],
  takes: {},
  whole: true,
  seen,
  visible: ({ places }) => (places ? among(controlledRegisters.locationId, places) : undefined),
  from: (db, columns) => db.select(columns).from(controlledRegisters).$dynamic(),
})

export const { read: readRegisters, find: findRegister, get: getRegister } = registers

/** The registers of a location, by the name of the drug. */
export const listRegisters = registers.list({
  wanted: ({ locationId }: { locationId: string }) => ({ locationId: asId(locationId) }),
  matching: ({ locationId }) => eq(controlledRegisters.locationId, locationId),
  order: () => ({ key: controlledRegisters.name, id: controlledRegisters.id, direction: 'asc' }),
  keyOf: ({ name }) => name,
})

const lines = entity({
  table: registerLines,
  type: 'RegisterLine',
  noun: 'line',
  always: ['id', 'number'],
  takes: {},
  whole: true,
  seen,
  visible: ({ places }, db) =>
    places
      ? exists(
          db
            .select({ id: controlledRegisters.id })
            .from(controlledRegisters)
            .where(
              and(
                eq(controlledRegisters.id, registerLines.registerId),
                among(controlledRegisters.locationId, places),
              ),
            ),
        )
      : undefined,
  from: (db, columns) => db.select(columns).from(registerLines).$dynamic(),
})

export const { read: readRegisterLines, find: findLine, get: getLine } = lines

/** The lines of a register, the latest first. */
export const listLines = lines.list({
  wanted: (registerId: string) => ({ registerId }),
  matching: ({ registerId }) => eq(registerLines.registerId, registerId),
  order: () => ({ key: registerLines.number, id: registerLines.id, direction: 'desc' }),
  keyOf: ({ number }) => number,
})

async function readCorrections(ctx: Context, lineIds: readonly string[]) {
  const rows = await ctx.db
    .select()
    .from(registerLines)
    .where(inArray(registerLines.correctsId, [...lineIds]))
    .orderBy(asc(registerLines.number))
  return rows.map((row) => [row.correctsId!, row] as const)
}

/** What corrects a line, in the order in which it was written. */
export const correctionsOf = (ctx: Context, { id }: { id: string }): Promise<RegisterLineRow[]> =>
  groupLoaderOf(ctx, readCorrections).load(id)

async function readLastCounts(ctx: Context, registerIds: readonly string[]) {
  const rows = await ctx.db
    .selectDistinctOn([registerLines.registerId])
    .from(registerLines)
    .where(and(inArray(registerLines.registerId, [...registerIds]), isNotNull(registerLines.counted)))
    .orderBy(asc(registerLines.registerId), desc(registerLines.number))
  return rows.map((row) => [row.registerId, row] as const)
}

/** The latest count of a register; null when it was never counted. */
export const lastCountOf = async (ctx: Context, { id }: { id: string }): Promise<RegisterLineRow | null> =>
  (await groupLoaderOf(ctx, readLastCounts).load(id))[0] ?? null

/** Computes the hashes of a register anew: what was changed or removed by whatever means is found. */
export async function verifyRegister(
  ctx: Context,
  { id }: ControlledRegisterRow,
): Promise<RegisterVerification> {
  const chain = {
    table: sql`${registerLines}`,
    place: 'number',
    hash: 'inventory.register_hash',
    of: sql`entry.register_id = ${id}`,
  } as const
  let [after, hashBefore] = [0, '']
  for (;;) {
    const stretch = await hashStretch(ctx, chain, { after, hashBefore, limit: maxStretch })
    const broken = [stretch.missing, stretch.changed].filter((number) => number !== null)
    if (broken.length > 0) return { intact: false, firstBroken: Math.min(...broken) }
    const [last] = await ctx.db
      .select({ hash: registerLines.hash })
      .from(registerLines)
      .where(and(eq(registerLines.registerId, id), eq(registerLines.number, stretch.last)))
    after = stretch.last
    hashBefore = last?.hash.toString('hex') ?? ''
    if (stretch.entries < maxStretch) break
  }
  const [head] = await ctx.db.select().from(controlledRegisters).where(eq(controlledRegisters.id, id))
  const intact = head!.lines === after && head!.hash.toString('hex') === hashBefore
  return { intact, firstBroken: intact ? null : Math.min(head!.lines, after) + 1 }
}
