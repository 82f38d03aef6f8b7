import bcrypt from 'bcrypt'

export const cost = 12

/** More than this bcrypt would silently ignore. */
const longestBytes = 72

export const hashPassword = (password: string): Promise<string> => bcrypt.hash(password, cost)

/** The hash of a password that nobody knows: what an unknown address is compared with (AU1). */
const nobodys = '$2b$12$hrTlHn9VKc9QTp1PQPyUvev83WbFQ2FjSb9k4YOQAojMmRertRBdi'

/** Whether the password is the one hashed; comparing with no hash takes the same work and fails (AU1). */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const same = await bcrypt.compare(password, hash ?? nobodys)
  return same && hash !== null && Buffer.byteLength(password) <= longestBytes
}
