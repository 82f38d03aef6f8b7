import Alert from '@mui/material/Alert'
import { useCountry } from '../../ui/location'
import { sentPhone, storedPhone } from '../../ui/phone'
import { SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { type Person_userFragment, useRoleChoicesQuery, useUpdateUserMutation } from './people.gen'
import { inputOf, lackingIn, personLabels, type PersonValues, valuesOf } from './personForm'
import { PersonFields } from './PersonFields'

interface Props {
  person: Person_userFragment
  /** Fetches the person anew when another desk was faster. */
  latest: () => Promise<Person_userFragment | null>
  onClose: () => void
}

export function EditPersonDialog({ person, latest, onClose }: Props) {
  const choices = useRoleChoicesQuery().data
  const show = (field: keyof PersonValues, values: PersonValues): string =>
    field === 'roles'
      ? values.roles.map(({ roleId }) => choices?.roles.find(({ id }) => id === roleId)?.name).join(', ')
      : values[field]
  const toast = useToast()
  const country = useCountry()
  const [update] = useUpdateUserMutation()
  const form = useSave({
    labels: personLabels,
    thing: person,
    valuesOf,
    latest,
    show,
    asStored: (values) => ({ ...values, phone: storedPhone(values.phone, country) }),
    check: lackingIn,
    save: async (values, { version }) => {
      const input = {
        id: person.id,
        version,
        ...inputOf(values),
        phone: sentPhone(values.phone, country) || null,
      }
      const { data } = await update({ variables: { input } })
      toast({ message: `${data?.updateUser.name ?? person.name} is saved.` })
      onClose()
    },
  })
  const otherRoles = JSON.stringify(form.fields.watch('roles')) !== JSON.stringify(valuesOf(person).roles)
  return (
    <SaveDialog form={form} title={`Edit ${person.name}`} submitLabel="Save" onClose={onClose}>
      <PersonFields problem={form.problem} emailLocked={person.emailVerifiedAt !== null} />
      {otherRoles && person.active && (
        <Alert severity="info">
          With other roles {person.firstName} is signed out everywhere and signs in again.
        </Alert>
      )}
    </SaveDialog>
  )
}
