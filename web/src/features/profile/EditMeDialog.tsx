import { useCountry } from '../../ui/location'
import { sentPhone, storedPhone } from '../../ui/phone'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useCan } from '../../ui/viewer'
import { type Profile_userFragment, useUpdateMeMutation } from './profile.gen'

const labels = { firstName: 'First name', lastName: 'Last name', title: 'Job title', phone: 'Phone' }

const valuesOf = (me: Profile_userFragment) => ({
  firstName: me.firstName,
  lastName: me.lastName,
  title: me.title ?? '',
  phone: me.phone ?? '',
})

interface Props {
  me: Profile_userFragment
  latest: () => Promise<Profile_userFragment | null>
  onClose: () => void
}

export function EditMeDialog({ me, latest, onClose }: Props) {
  const isStaff = useCan('staff:read')
  const toast = useToast()
  const country = useCountry()
  const [update] = useUpdateMeMutation()
  const form = useSave({
    labels,
    thing: me,
    valuesOf,
    latest,
    asStored: (values) => ({ ...values, phone: storedPhone(values.phone, country) }),
    save: async ({ firstName, lastName, title, phone }, { version }) => {
      const input = {
        version,
        firstName: firstName.trim(),
        lastName: lastName.trim(),
        title: title.trim() || null,
        phone: sentPhone(phone, country) || null,
      }
      await update({ variables: { input } })
      toast({ message: 'Saved.' })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="Edit your details" submitLabel="Save" onClose={onClose} width="xs">
      <Field name="firstName" required autoFocus autoComplete="given-name" />
      <Field name="lastName" required autoComplete="family-name" />
      {isStaff && (
        <>
          <Field name="title" autoComplete="organization-title" />
          <Field name="phone" type="tel" autoComplete="tel" />
        </>
      )}
    </SaveDialog>
  )
}
