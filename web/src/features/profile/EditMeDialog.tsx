import TextField from '@mui/material/TextField'
import { missing, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useToast } from '../../ui/toasts'
import { useCan } from '../../ui/viewer'
import { useVersionedForm } from '../../ui/versionedForm'
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
  const { fields, notice, problem, error, save } = useVersionedForm(me, { labels, valuesOf, latest })
  const isStaff = useCan('staff:read')
  const toast = useToast()
  const [update, { loading }] = useUpdateMeMutation()
  const submit = () => {
    const { firstName, lastName, title, phone } = fields.values
    const input = {
      firstName: firstName.trim(),
      lastName: lastName.trim(),
      title: title.trim() || null,
      phone: phone.trim() || null,
    }
    return save(
      async (version) => {
        await update({ variables: { input: { version, ...input } } })
        toast({ message: 'Saved.' })
        onClose()
      },
      missing(input, ['firstName', 'lastName'], labels),
    )
  }
  const field = (name: keyof typeof labels) => ({
    ...fields.text(name),
    ...wrong(problem, name),
    label: labels[name],
  })
  return (
    <FormDialog
      title="Edit your details"
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Save"
      busy={loading}
      error={error}
      width="xs"
    >
      {notice}
      <TextField {...field('firstName')} required autoFocus autoComplete="given-name" />
      <TextField {...field('lastName')} required autoComplete="family-name" />
      {isStaff && (
        <>
          <TextField {...field('title')} autoComplete="organization-title" />
          <TextField {...field('phone')} type="tel" autoComplete="tel" />
        </>
      )}
    </FormDialog>
  )
}
