import type { Context } from '@vetgraph/kit/context'
import { namesIn, words } from '@vetgraph/kit/reports/names'
import { type ReportDefinition, reportOf } from '@vetgraph/kit/reports/report'
import { type Report, ReportRowKind, ReportUnit } from '@vetgraph/kit/reports/report.types'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'
import { locationRefs } from '../refs/refs.table.ts'
import type { InventoryGrouping, InventoryReportInput } from './inventory-report.types.ts'
import { readStock, type StockValues } from './stock-values.service.ts'

const { MONEY, TIMES } = ReportUnit
const { NAME } = ReportRowKind

const stock: ReportDefinition<InventoryGrouping, StockValues> = {
  name: 'inventoryReport',
  permission: 'inventory:read',
  columns: [
    {
      name: 'value',
      title: 'Stock value',
      description: 'What the stock at the end of the last day cost.',
      unit: MONEY,
      value: ({ closing }) => closing,
    },
    {
      name: 'received',
      title: 'Received',
      description: 'What was delivered less what was sent back to suppliers.',
      unit: MONEY,
      value: ({ received }) => received,
    },
    {
      name: 'used',
      title: 'Used',
      description: 'What was used and dispensed less what was brought back.',
      unit: MONEY,
      value: ({ used }) => used,
    },
    {
      name: 'turnover',
      title: 'Turnover',
      description: 'How many times the mean of the stock value before and after the period was used in it.',
      unit: TIMES,
      value: ({ used, opening, closing }) =>
        opening + closing > 0 ? Math.round((200 * used) / (opening + closing)) / 100 : null,
    },
    {
      name: 'expired',
      title: 'Expired',
      description: 'What was written off after it had expired.',
      unit: MONEY,
      value: ({ expired }) => expired,
    },
    {
      name: 'lost',
      title: 'Lost',
      description: 'What was wasted, or written off for another reason.',
      unit: MONEY,
      value: ({ lost }) => lost,
    },
    {
      name: 'counted',
      title: 'Count differences',
      description: 'What counts found too much, less what was missing.',
      unit: MONEY,
      value: ({ counted }) => counted,
    },
  ],
  groupings: {
    ITEM: { title: 'Item', kind: NAME, none: '', names: namesIn(inventoryItems) },
    CATEGORY: {
      title: 'Category',
      kind: NAME,
      none: '',
      names: words({ MEDICATION: 'Medicines', EQUIPMENT: 'Equipment', SUPPLIES: 'Supplies' }),
    },
    LOCATION: { title: 'Location', kind: NAME, none: '', names: namesIn(locationRefs) },
  },
  nothing: { opening: 0, closing: 0, received: 0, used: 0, expired: 0, lost: 0, counted: 0 },
  read: readStock,
}

/** What the stock of a day cost, and what was used, lost and written off in a period (RP2, I1). */
export const inventoryReport = (ctx: Context, input: InventoryReportInput): Promise<Report> =>
  reportOf(ctx, stock, input)
