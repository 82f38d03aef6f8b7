import type { Context } from '@vetgraph/kit/context'
import { can } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { and, countDistinct, eq } from 'drizzle-orm'
import { userRoles, users } from '../users/user.table.ts'

const holdersOf = statement((db, { roleIds }: Places<{ roleIds: readonly string[] }>) =>
  db
    .select({ roleId: userRoles.roleId, count: countDistinct(users.id) })
    .from(userRoles)
    .innerJoin(users, eq(users.id, userRoles.userId))
    .where(and(among(userRoles.roleId, roleIds), eq(users.active, true)))
    .groupBy(userRoles.roleId),
)

async function readHolders(ctx: Context, roleIds: readonly string[]) {
  const rows = await holdersOf(ctx, { roleIds })
  return rows.map(({ roleId, count }): [string, number] => [roleId, count])
}

/** How many people a change of the role reaches; only staff may know. */
export async function countHolders(ctx: Context, { id }: { id: string }): Promise<number | null> {
  if (!can(ctx.viewer, 'staff:read')) return null
  return (await groupLoaderOf(ctx, readHolders).load(id))[0] ?? 0
}
