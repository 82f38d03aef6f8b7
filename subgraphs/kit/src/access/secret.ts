import { createHash, randomBytes } from 'node:crypto'

/** A secret that nobody can guess, as it goes into a cookie or a link. */
export const newSecret = () => randomBytes(32).toString('base64url')

/** What is kept of it. The secret is random, so a fast hash is enough: nobody can guess their way back from it. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url')
