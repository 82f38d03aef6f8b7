import { lacking } from '../../ui/fields'

/** An amount above zero with at most three decimals, typed with comma or point; null for what is none. */
export function amountOf(text: string): number | null {
  const tidy = text.trim().replace(',', '.')
  return /^\d+(\.\d{1,3})?$/.test(tidy) && Number(tidy) > 0 ? Number(tidy) : null
}

/** What a field is told that has another text. */
export const notAnAmount = (field: string) =>
  lacking(field, 'A number above zero with at most three decimals.')
