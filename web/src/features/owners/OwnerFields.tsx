import MenuItem from '@mui/material/MenuItem'
import { AddressFields } from '../../ui/AddressFields'
import { Field, Pair } from '../../ui/SaveDialog'
import { contactLabels, type OwnerValues } from './ownerForm'

export function OwnerFields() {
  return (
    <>
      <Pair>
        <Field<OwnerValues> name="firstName" required autoFocus autoComplete="off" />
        <Field<OwnerValues> name="lastName" required autoComplete="off" />
        <Field<OwnerValues> name="phone" type="tel" autoComplete="off" />
        <Field<OwnerValues> name="email" type="email" autoComplete="off" />
      </Pair>
      <Field<OwnerValues> name="preferredContact" select>
        {Object.entries(contactLabels).map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </Field>
      <AddressFields />
      <Field<OwnerValues> name="notes" multiline minRows={2} />
    </>
  )
}
