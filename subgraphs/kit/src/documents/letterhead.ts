import type { Letterhead } from './pdf.ts'

/** What identity answers of a location for a letterhead, and by which fields it is asked. */
export interface LocationAnswer {
  name: string
  address: string
  phone: string | null
  hospitalName: string | null
  hospitalLogo: string | null
}

export const letterheadFields = 'id name address phone hospitalName hospitalLogo'

/** A location as a document names it; one without a hospital’s name stands for itself. */
export const letterheadFrom = ({
  name,
  address,
  phone,
  hospitalName,
  hospitalLogo: logo,
}: LocationAnswer): Letterhead => ({ hospital: hospitalName ?? name, location: name, address, phone, logo })
