const lengths = [8, 12, 13, 14]

/** The digits weighted 3 and 1 in turns and added up; of a whole GTIN it is a multiple of ten. */
export const weightedSum = (digits: string) =>
  [...digits].reduce((sum, digit, place) => sum + Number(digit) * (place % 2 === 0 ? 3 : 1), 0)

/** A barcode as it is kept, a GTIN of 14 digits, or null when it is none or its check digit is wrong. */
export function gtinOf(text: string): string | null {
  const digits = text.replaceAll(/[\s-]/g, '')
  if (!/^\d+$/.test(digits) || !lengths.includes(digits.length)) return null
  const gtin = digits.padStart(14, '0')
  const sum = weightedSum(gtin)
  return sum % 10 === 0 && sum > 0 ? gtin : null
}
