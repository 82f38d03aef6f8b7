import type { FieldValues } from 'react-hook-form'
import { addressLabels, type AddressValues } from './address'
import { Field, Pair } from './SaveDialog'

interface Props {
  /** Where the address stands in the form: `addresses.0.`. */
  at?: string
  /** The browser may fill in where whoever sits before it lives. */
  own?: boolean
}

export function AddressFields({ at = '', own = false }: Props) {
  const field = (name: keyof AddressValues, autoComplete: string) => (
    <Field<FieldValues>
      name={`${at}${name}`}
      label={addressLabels[name]}
      autoComplete={own ? autoComplete : 'off'}
    />
  )
  return (
    <>
      {field('street', 'street-address')}
      <Pair>
        {field('postalCode', 'postal-code')}
        {field('city', 'address-level2')}
        {field('region', 'address-level1')}
        {field('country', 'country-name')}
      </Pair>
    </>
  )
}
