import Add from '@mui/icons-material/Add'
import Close from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { emptyAddress } from '../../ui/address'
import { AddressFields } from '../../ui/AddressFields'
import { Field, Pair } from '../../ui/SaveDialog'
import {
  addressPurposes,
  contactLabels,
  emptyPhone,
  isReachable,
  ownerLabels,
  type OwnerValues,
  phoneLabels,
} from './ownerForm'

const maxEntries = 10

/** `hint` is what stands below the ways to reach the client: who may be the same client. */
export function OwnerFields({ hint }: { hint?: ReactNode }) {
  const { watch } = useFormContext<OwnerValues>()
  const reach = { email: watch('email'), phones: watch('phones') }
  return (
    <>
      <Pair>
        <Field<OwnerValues> name="firstName" required autoFocus autoComplete="off" />
        <Field<OwnerValues> name="lastName" required autoComplete="off" />
      </Pair>
      <PhoneFields />
      <Pair>
        <Field<OwnerValues> name="email" type="email" autoComplete="off" />
        <Field<OwnerValues> name="preferredContact" select>
          {optionsOf(contactLabels, (method) => isReachable(method, reach))}
        </Field>
      </Pair>
      {hint}
      <AddressList />
      <Group label={ownerLabels.emergencyContact}>
        <Pair>
          <Field<OwnerValues> name="emergencyContact.name" label="Name" autoComplete="off" />
          <Field<OwnerValues>
            name="emergencyContact.relation"
            label="Relation to the client"
            placeholder="Sister, neighbour"
            autoComplete="off"
          />
        </Pair>
        <Field<OwnerValues> name="emergencyContact.phone" label="Phone" type="tel" autoComplete="off" />
      </Group>
      <Field<OwnerValues> name="notes" multiline minRows={2} />
    </>
  )
}

const optionsOf = <Value extends string>(
  labels: Readonly<Record<Value, string>>,
  isPossible: (value: Value) => boolean = () => true,
) =>
  (Object.entries(labels) as [Value, string][]).map(([value, label]) => (
    <MenuItem key={value} value={value} disabled={!isPossible(value)}>
      {label}
    </MenuItem>
  ))

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box
      component="fieldset"
      sx={{ border: 0, m: 0, p: 0, minWidth: 0, display: 'grid', gap: 2, justifyItems: 'stretch' }}
    >
      <Typography component="legend" variant="subtitle2" sx={{ color: 'text.secondary', p: 0, mb: 1.5 }}>
        {label}
      </Typography>
      {children}
    </Box>
  )
}

function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button size="small" startIcon={<Add />} onClick={onClick} sx={{ justifySelf: 'start' }}>
      {label}
    </Button>
  )
}

function PhoneFields() {
  const { fields, append, remove } = useFieldArray<OwnerValues, 'phones'>({ name: 'phones' })
  return (
    <Group label={ownerLabels.phones}>
      {fields.map(({ id }, index) => (
        <Box
          key={id}
          sx={{
            display: 'grid',
            gap: 1,
            gridTemplateColumns: `minmax(96px, 120px) minmax(0, 1fr)${fields.length > 1 ? ' 40px' : ''}`,
            alignItems: 'start',
          }}
        >
          <Field<OwnerValues> name={`phones.${index}.purpose`} label="For" select>
            {optionsOf(phoneLabels)}
          </Field>
          <Field<OwnerValues>
            name={`phones.${index}.number`}
            label={index === 0 ? 'Phone' : `Phone ${index + 1}`}
            type="tel"
            autoComplete="off"
          />
          {fields.length > 1 && (
            <IconButton aria-label={`Remove phone ${index + 1}`} onClick={() => remove(index)}>
              <Close fontSize="small" />
            </IconButton>
          )}
        </Box>
      ))}
      {fields.length < maxEntries && (
        <AddButton
          label="Another phone number"
          onClick={() => append(emptyPhone, { focusName: `phones.${fields.length}.number` })}
        />
      )}
    </Group>
  )
}

function AddressList() {
  const { fields, append, remove } = useFieldArray<OwnerValues, 'addresses'>({ name: 'addresses' })
  return (
    <Group label={ownerLabels.addresses}>
      {fields.map(({ id }, index) => (
        <Box key={id} sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 200px) 1fr' }}>
            <Field<OwnerValues> name={`addresses.${index}.purpose`} label="Address for" select>
              {optionsOf(addressPurposes)}
            </Field>
            {fields.length > 1 && (
              <IconButton
                aria-label={`Remove address ${index + 1}`}
                onClick={() => remove(index)}
                sx={{ justifySelf: 'end' }}
              >
                <Close fontSize="small" />
              </IconButton>
            )}
          </Box>
          <AddressFields at={`addresses.${index}.`} />
        </Box>
      ))}
      {fields.length < maxEntries && (
        <AddButton label="Another address" onClick={() => append({ purpose: 'BILLING', ...emptyAddress })} />
      )}
    </Group>
  )
}
