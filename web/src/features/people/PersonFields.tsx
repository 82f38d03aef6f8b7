import { useFormContext } from 'react-hook-form'
import type { Problem } from '../../ui/errors'
import { DateField, Field, Pair } from '../../ui/SaveDialog'
import type { PersonValues } from './personForm'
import { RolePicker } from './RolePicker'

interface Props {
  problem: Problem | null
  /** The address of an account in use is its person's to change. */
  emailLocked?: boolean
}

export function PersonFields({ problem, emailLocked = false }: Props) {
  const { watch, setValue } = useFormContext<PersonValues>()
  return (
    <>
      <Pair>
        <Field<PersonValues> name="firstName" required autoFocus autoComplete="off" />
        <Field<PersonValues> name="lastName" required autoComplete="off" />
        <Field<PersonValues>
          name="email"
          type="email"
          required
          autoComplete="off"
          helperText={emailLocked ? 'Only the person can change it' : undefined}
          slotProps={{ input: { readOnly: emailLocked } }}
        />
        <Field<PersonValues> name="phone" type="tel" autoComplete="off" />
      </Pair>
      <Field<PersonValues> name="title" placeholder="Veterinary surgeon, MRCVS" autoComplete="off" />
      <RolePicker value={watch('roles')} onChange={(roles) => setValue('roles', roles)} problem={problem} />
      <Pair>
        <Field<PersonValues> name="prescriberNumber" autoComplete="off" />
        <DateField<PersonValues> name="prescriberExpiresOn" />
      </Pair>
    </>
  )
}
