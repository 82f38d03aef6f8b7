import type { AddressValues } from './address'
import { Field, Pair } from './SaveDialog'

/** `own`: the browser may fill in where whoever sits before it lives. */
export function AddressFields({ own = false }: { own?: boolean }) {
  const field = (name: keyof AddressValues, autoComplete: string) => (
    <Field<AddressValues> name={name} autoComplete={own ? autoComplete : 'off'} />
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
