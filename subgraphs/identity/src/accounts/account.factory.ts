import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { hospital as hospitals } from '../hospital/hospital.table.ts'

interface Mail {
  template: string
  to: string
  token?: string
  values?: Record<string, string>
}

/** The e-mails to an address, oldest first. */
export async function mailsTo(hospital: TestSubgraph, email: string): Promise<Mail[]> {
  const mails = (await hospital.emitted()).filter(({ task }) => task === 'notifications:mail.wanted')
  return mails
    .map(({ payload }) => payload as unknown as Mail)
    .filter(({ to }) => to.toLowerCase() === email.toLowerCase())
}

/** The secret in the latest e-mail to an address. */
export async function tokenTo(hospital: TestSubgraph, email: string): Promise<string> {
  const token = (await mailsTo(hospital, email)).at(-1)?.token
  if (!token) throw new Error(`no link was sent to ${email}`)
  return token
}

/** A hospital that is set up, so that owners can sign up. */
export const beSetUp = (hospital: TestSubgraph) =>
  hospital.context().db.insert(hospitals).values({ name: 'Harbour Vets', setUpAt: hospital.now() })
