import { lacking } from '../../ui/fields'

const poundKilograms = 0.45359237

/** A weight on the scale of the chart, whatever unit it was read in. */
export const kilograms = ({ value, unit }: { value: number; unit: string }): number =>
  unit === 'lb' ? Math.round(value * poundKilograms * 1000) / 1000 : value

/** What was typed as a number, with comma or point; null for what is none. */
export function numberOf(text: string): number | null {
  const tidy = text.trim().replace(',', '.')
  return /^\d+(\.\d+)?$/.test(tidy) ? Number(tidy) : null
}

/** What a field is told that has another text. */
export const notANumber = (field: string) => lacking(field, 'A number above zero.')
