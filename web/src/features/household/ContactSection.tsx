import Edit from '@mui/icons-material/EditOutlined'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { addressInput, addressLabels, addressText, addressValues } from '../../ui/address'
import { AddressFields } from '../../ui/AddressFields'
import { Facts } from '../../ui/Facts'
import { useCountry } from '../../ui/location'
import { sentPhone, storedPhone } from '../../ui/phone'
import { PhoneLink } from '../../ui/PhoneLink'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import {
  type Contact_ownerFragment,
  useContactSectionQuery,
  useUpdateMyContactDetailsMutation,
} from './household.gen'

/** Where the hospital reaches a client, who keeps it right. */
export function ContactSection() {
  const { data, refetch } = useContactSectionQuery({ fetchPolicy: 'cache-and-network' })
  const [editing, setEditing] = useState(false)
  const owner = data?.me?.owner
  if (!owner) return null
  return (
    <Section
      title="Telephone and address"
      id="contact"
      actions={
        <Button startIcon={<Edit />} onClick={() => setEditing(true)} aria-label="Edit telephone and address">
          Edit
        </Button>
      }
    >
      <Facts
        wide
        facts={[
          ['Phone', owner.phone && <PhoneLink number={owner.phone} />],
          ['Address', addressText(owner.address)],
        ]}
      />
      {editing && (
        <EditContactDialog
          owner={owner}
          latest={async () => (await refetch()).data?.me?.owner ?? null}
          onClose={() => setEditing(false)}
        />
      )}
    </Section>
  )
}

interface Props {
  owner: Contact_ownerFragment
  latest: () => Promise<Contact_ownerFragment | null>
  onClose: () => void
}

const labels = { phone: 'Phone', ...addressLabels }

const valuesOf = ({ phone, address }: Contact_ownerFragment) => ({
  phone: phone ?? '',
  ...addressValues(address),
})

function EditContactDialog({ owner, latest, onClose }: Props) {
  const toast = useToast()
  const country = useCountry()
  const [update] = useUpdateMyContactDetailsMutation()
  const form = useSave({
    labels,
    thing: owner,
    valuesOf,
    latest,
    asStored: (values) => ({ ...values, phone: storedPhone(values.phone, country) }),
    save: async (values, { version }) => {
      const input = {
        version,
        phone: sentPhone(values.phone.trim(), country) || null,
        address: addressInput(values),
      }
      await update({ variables: { input } })
      toast({ message: 'Saved. The hospital sees it at once.' })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="Telephone and address" submitLabel="Save" onClose={onClose}>
      <Field name="phone" type="tel" autoComplete="tel" autoFocus />
      <AddressFields own />
    </SaveDialog>
  )
}
