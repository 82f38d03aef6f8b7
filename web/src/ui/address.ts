export interface AddressValues {
  street: string
  postalCode: string
  city: string
  region: string
  country: string
}

type Address = { readonly [Part in keyof AddressValues]: string | null }

export const addressLabels: Record<keyof AddressValues, string> = {
  street: 'Street',
  postalCode: 'Postal code',
  city: 'City',
  region: 'Region',
  country: 'Country',
}

export const emptyAddress: AddressValues = { street: '', postalCode: '', city: '', region: '', country: '' }

export const addressValues = (address: Address | null): AddressValues => ({
  street: address?.street ?? '',
  postalCode: address?.postalCode ?? '',
  city: address?.city ?? '',
  region: address?.region ?? '',
  country: address?.country ?? '',
})

/** What is filled in; null when nothing is. */
export function addressInput(values: AddressValues): Address | null {
  const address = {
    street: values.street.trim() || null,
    postalCode: values.postalCode.trim() || null,
    city: values.city.trim() || null,
    region: values.region.trim() || null,
    country: values.country.trim() || null,
  }
  return Object.values(address).some((part) => part !== null) ? address : null
}

export const addressText = (address: Address | null): string =>
  [
    address?.street,
    [address?.postalCode, address?.city].filter(Boolean).join(' '),
    address?.region,
    address?.country,
  ]
    .filter(Boolean)
    .join(', ')
