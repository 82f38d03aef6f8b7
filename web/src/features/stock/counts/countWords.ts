import type { InventoryCategory, StocktakeStatus } from '../../../gql/types'
import type { Tone } from '../../../ui/Tag'
import { categories } from '../words'
import type { StocktakeLine_lineFragment } from './counts.gen'

export const statuses: Record<StocktakeStatus, { label: string; tone: Tone }> = {
  COUNTING: { label: 'Counting', tone: 'info' },
  SUBMITTED: { label: 'To approve', tone: 'warn' },
  APPROVED: { label: 'Approved', tone: 'good' },
  CANCELLED: { label: 'Cancelled', tone: 'neutral' },
}

export const sheetName = (category: InventoryCategory | null): string =>
  category ? categories[category] : 'All items'

/** A count is zero or more, to three decimals; null for what is none. */
export function countFrom(text: string): number | null {
  const tidy = text.trim().replace(',', '.')
  return /^\d{1,7}(\.\d{1,3})?$/.test(tidy) && Number(tidy) <= 1_000_000 ? Number(tidy) : null
}

/** What a scanner has typed, as barcodes are kept; null for what is no barcode. */
export const scannedIn = (text: string): string | null =>
  /^\d{8,14}$/.test(text.trim()) ? text.trim().padStart(14, '0') : null

/** The lines that a search means: by barcode, or by a part of the item's name or of the lot number. */
export function linesFor(
  lines: readonly StocktakeLine_lineFragment[],
  text: string,
): readonly StocktakeLine_lineFragment[] {
  const gtin = scannedIn(text)
  const scanned = lines.filter(({ item }) => gtin !== null && item.barcodes.includes(gtin))
  if (scanned.length > 0) return scanned
  const part = text.trim().toLowerCase()
  return lines.filter(({ item, lotNumber }) => `${item.name} ${lotNumber ?? ''}`.toLowerCase().includes(part))
}
