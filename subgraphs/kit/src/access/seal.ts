import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { bytesOf } from './base64url.ts'
import type { DatabaseConfig } from '../database/database.ts'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Encrypts values that must be readable again, unlike passwords, so that the database alone does not reveal them. */
export interface Sealer {
  /** Encrypts a text for one purpose: it opens under the same purpose only. */
  seal: (text: string, purpose: string) => string
  /** The text; null when it was sealed for something else, under another secret, or changed since. */
  open: (sealed: string, purpose: string) => string | null
}

/** A subgraph's own, or that of all links, by a key derived from the hospital's secret. */
export function sealerOf({ secret }: Pick<DatabaseConfig, 'secret'>, name: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `vetgraph ${name} sealed`, 32))
  return {
    seal: (text, purpose) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open: (sealed, purpose) => {
      const bytes = bytesOf(sealed)
      const start = nonceBytes + tagBytes
      if (!bytes || bytes.length < start) return null
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes))
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(nonceBytes, start))
      try {
        return decipher.update(bytes.subarray(start), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return null
      }
    },
  }
}
