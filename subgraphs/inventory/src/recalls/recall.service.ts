import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { notFound } from '@vetgraph/kit/errors'
import type { PageArgs } from '@vetgraph/kit/reads/connection'
import { listDispensingsOfLots } from '../dispensings/dispensing.service.ts'
import { findLot, listLots } from '../stock/lot.service.ts'
import type { LotRow } from '../stock/lot.table.ts'

const maxLots = 100

/** A recall with its lots. */
export interface Recalled {
  id: string
  lots: LotRow[]
}

/** A recall concerns the lots of the item with the same number, wherever and whenever they arrived (I9). */
export async function getRecall(ctx: Context, lotId: string): Promise<Recalled> {
  authorize(ctx, 'prescription:read')
  const lot = await findLot(ctx, lotId)
  if (!lot) throw notFound('lot', 'lotId')
  const { id, itemId, number } = lot
  if (number === null) return { id, lots: [lot] }
  const page = await listLots(ctx, { first: maxLots }, { itemId, number, withEmpty: true })
  return { id, lots: page.rows }
}

/** Who was given any of these lots, the latest first (I9). */
export const listRecipients = (ctx: Context, page: PageArgs, { lots }: Recalled) =>
  listDispensingsOfLots(
    ctx,
    page,
    lots.map(({ id }) => id),
  )
