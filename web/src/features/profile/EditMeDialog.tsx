import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useUpdateMeMutation } from '../../gql/hooks'
import type { Profile_userFragment } from '../../gql/types'
import { type Problem, problemOf } from '../../ui/errors'
import { missing, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useToast } from '../../ui/toasts'
import { useCan } from '../../ui/viewer'
import { useVersionedForm } from '../../ui/versionedForm'

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
  const { fields, version, meet, notice } = useVersionedForm(
    { version: me.version, values: valuesOf(me) },
    labels,
  )
  const isStaff = useCan('staff:read')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [error, setError] = useState<unknown>(null)
  const toast = useToast()
  const [update, { loading }] = useUpdateMeMutation()
  const save = async () => {
    const { firstName, lastName, title, phone } = fields.values
    const input = {
      firstName: firstName.trim(),
      lastName: lastName.trim(),
      title: title.trim() || null,
      phone: phone.trim() || null,
    }
    const lacking = missing(input, ['firstName', 'lastName'], labels)
    setProblem(lacking)
    setError(null)
    if (lacking) return
    try {
      await update({ variables: { input: { version, ...input } } })
      toast({ message: 'Saved.' })
      onClose()
    } catch (failure) {
      const found = problemOf(failure)
      const newest =
        found.code === 'CONFLICT' && found.field === 'version' ? await latest().catch(() => null) : null
      if (newest) return meet({ version: newest.version, values: valuesOf(newest) })
      setProblem(found)
      setError(found.field && found.field in labels ? null : failure)
    }
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
      onSubmit={() => void save()}
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
