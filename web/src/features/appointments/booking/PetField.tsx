import { useController } from 'react-hook-form'
import type { PetPicker_petFragment } from './booking.gen'
import { PetPicker } from './PetPicker'

/** The patient of a form of `useSave`, under the name that a refusal gives it. */
export function PetField({ name }: { name: string }) {
  const { field, fieldState } = useController({
    name,
    rules: { validate: (pet) => pet !== null || 'Choose the patient.' },
  })
  return (
    <PetPicker
      value={field.value as PetPicker_petFragment | null}
      onChange={field.onChange}
      autoFocus
      error={fieldState.error?.message}
    />
  )
}
