/**
 * The bytes of a base64url text; null for every spelling but the one: padding, other letters, or set bits behind the
 * last byte would let one token pass for many.
 */
export function bytesOf(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : null
}
