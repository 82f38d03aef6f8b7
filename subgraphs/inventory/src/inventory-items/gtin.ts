const lengths = [8, 12, 13, 14]

/** A barcode as it is kept, a GTIN of 14 digits, or null when it is none or its check digit is wrong. */
export function gtinOf(text: string): string | null {
  const digits = text.replaceAll(/[\s-]/g, '')
  if (!/^\d+$/.test(digits) || !lengths.includes(digits.length)) return null
  const gtin = digits.padStart(14, '0')
  const sum = [...gtin].reduce((sum, digit, place) => sum + Number(digit) * (place % 2 === 0 ? 3 : 1), 0)
  return sum % 10 === 0 && sum > 0 ? gtin : null
}
