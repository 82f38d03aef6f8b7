import { exportJWK, generateKeyPair } from 'jose'
import type { Viewer } from '@vetgraph/kit/context'
import { signAccessToken } from '@vetgraph/kit/access/tokens'

const key = await generateKeyPair('ES256', { extractable: true })
const strangersKey = await generateKeyPair('ES256', { extractable: true })
const kid = 'test'

/** An access token as identity would sign it. */
export const tokenFor = (viewer: Viewer, now = new Date()) =>
  signAccessToken(viewer, { kid, privateKey: key.privateKey }, now)

/** A token that somebody else signed under the name of our key. */
export const forgedTokenFor = (viewer: Viewer) =>
  signAccessToken(viewer, { kid, privateKey: strangersKey.privateKey }, new Date())

/** What identity would publish. */
export const publicKeys = async () => ({
  keys: [{ ...(await exportJWK(key.publicKey)), kid, alg: 'ES256', use: 'sig' }],
})
