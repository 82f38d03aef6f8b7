import { eq, getTableColumns, type InferInsertModel, type InferSelectModel } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { audit } from './audit.ts'
import type { Context } from '../context.ts'
import { badInput, notFound, stale } from '../errors.ts'
import { newId } from '../ids.ts'
import { asId } from '../reads/refs.ts'

/** A table whose rows are changed by people: `version` counts the saves. */
type Versioned = PgTable & { id: PgColumn; version: PgColumn; createdAt: PgColumn; updatedAt: PgColumn }

interface Kept {
  id: string
  version: number
}

interface Writing<Table extends Versioned> {
  table: Table
  /** The type of the graph; audit entries carry it, and actions begin with it: `room.create`. */
  type: string
  /** The word for it in a NOT_FOUND. */
  noun: string
  /** The values as the graph shows them: for the audit, and beside a stale save. */
  values: (row: InferSelectModel<Table>) => Readonly<Record<string, unknown>>
  /** Tells other subgraphs and open screens what the row is now. */
  announce?: (ctx: Context, row: InferSelectModel<Table>) => Promise<void>
}

const actionOf = (type: string, verb: string) =>
  `${type.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.${verb}`

/**
 * How the rows of an entity are added and changed: with their version, the audit entry, and what others
 * are told, in the transaction that is open.
 */
export function writing<Table extends Versioned>(entity: Writing<Table>) {
  type Row = InferSelectModel<Table> & Kept
  type Values = InferInsertModel<Table>
  const { type, noun, values, announce } = entity
  const table: Versioned = entity.table

  async function written(ctx: Context, verb: string, before: Row | null, row: Row): Promise<Row> {
    await audit(ctx, actionOf(type, verb), {
      entity: type,
      entityId: row.id,
      ...(before && { before: values(before) }),
      after: values(row),
    })
    await announce?.(ctx, row)
    return row
  }

  return {
    /** The row, kept from others until the transaction ends; CONFLICT when it is not the version that was seen. */
    async lock(ctx: Context, id: string, version?: number | null): Promise<Row> {
      const [row] = (await ctx.db
        .select()
        .from(table)
        .where(eq(table.id, asId(id)))
        .for('update')) as Row[]
      if (!row) throw notFound(noun, 'id')
      if (version !== undefined && version !== null && version !== row.version) {
        throw stale(values(row), row.version)
      }
      return row
    },

    async add(ctx: Context, added: Omit<Values, 'id' | 'version' | 'createdAt' | 'updatedAt'>): Promise<Row> {
      const now = ctx.now()
      const [row] = (await ctx.db
        .insert(table)
        .values({ ...added, id: newId(), version: 1, createdAt: now, updatedAt: now } as never)
        .returning()) as Row[]
      return written(ctx, 'create', null, row!)
    },

    /** Saves a change to a locked row; `verb` names it in the audit. */
    async change(ctx: Context, before: Row, changes: Partial<Values>, verb = 'update'): Promise<Row> {
      const [row] = (await ctx.db
        .update(table)
        .set({ ...changes, version: before.version + 1, updatedAt: ctx.now() } as never)
        .where(eq(table.id, before.id))
        .returning()) as Row[]
      return written(ctx, verb, before, row!)
    },
  }
}

/** What an input changes of these columns: what it leaves out stays, null empties what the table lets be empty. */
export function changesOf<Table extends PgTable, Field extends keyof InferInsertModel<Table> & string>(
  table: Table,
  input: { readonly [F in Field]?: InferSelectModel<Table>[F & keyof InferSelectModel<Table>] | null },
  fields: readonly Field[],
): Partial<InferInsertModel<Table>> {
  const columns = getTableColumns(table)
  const changes: Record<string, unknown> = {}
  for (const field of fields) {
    const value = input[field]
    if (value === undefined) continue
    if (value === null && columns[field]!.notNull) throw badInput(field, 'This cannot be empty.')
    changes[field] = value
  }
  return changes as Partial<InferInsertModel<Table>>
}
