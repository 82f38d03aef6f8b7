import Box from '@mui/material/Box'
import TextField, { type TextFieldProps } from '@mui/material/TextField'
import { createContext, type ReactNode, useContext } from 'react'
import {
  type FieldPath,
  type FieldValues,
  FormProvider,
  type UseFormReturn,
  useController,
} from 'react-hook-form'
import type { Problem } from './errors'
import { FormDialog } from './FormDialog'

interface Form<Values extends FieldValues> {
  fields: UseFormReturn<Values>
  labels: Readonly<Record<string, string>>
  error: Problem | null
  notice: ReactNode
  busy: boolean
  submit: () => Promise<void>
}

interface Props<Values extends FieldValues> {
  /** Of `useSave`. */
  form: Form<Values>
  title: string
  submitLabel: string
  onClose: () => void
  disabled?: boolean
  danger?: boolean
  confirms?: boolean
  width?: 'xs' | 'sm' | 'md'
  children: ReactNode
}

const Labels = createContext<Readonly<Record<string, string>>>({})

/** A dialog over a form of `useSave`; its fields are `Field`s, or whatever asks `useFormContext`. */
export function SaveDialog<Values extends FieldValues>({ form, children, ...look }: Props<Values>) {
  return (
    <FormDialog {...look} open onSubmit={() => void form.submit()} busy={form.busy} error={form.error}>
      <FormFields form={form}>{children}</FormFields>
    </FormDialog>
  )
}

/** The fields of a form of `useSave` on a page, beneath what another desk has saved meanwhile. */
export function FormFields<Values extends FieldValues>({
  form,
  children,
}: Pick<Props<Values>, 'form' | 'children'>) {
  return (
    <FormProvider {...form.fields}>
      <Labels value={form.labels}>
        {form.notice}
        {children}
      </Labels>
    </FormProvider>
  )
}

/** Fields beside each other, one below the other on a phone. */
export function Pair({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
      }}
    >
      {children}
    </Box>
  )
}

/** One text of the form: labelled, required where it says so, with its refusal beneath it. */
export function Field<Values extends FieldValues>({
  name,
  helperText,
  onValue,
  ...look
}: Omit<TextFieldProps, 'value' | 'onChange' | 'error' | 'label'> & {
  name: FieldPath<Values>
  /** Where it is not the form's label of this name. */
  label?: string
  /** What else changes with it. */
  onValue?: () => void
}) {
  const labels = useContext(Labels)
  const label = look.label ?? labels[name]
  const { field, fieldState } = useController<FieldValues>({
    name,
    rules: {
      validate: (value) => !look.required || String(value).trim() !== '' || `${label} is needed.`,
    },
  })
  const { ref, ...bound } = field
  const refusal = fieldState.error?.message
  return (
    <TextField
      {...look}
      label={label}
      {...bound}
      onChange={(event) => {
        field.onChange(event)
        onValue?.()
      }}
      inputRef={ref}
      error={refusal !== undefined}
      helperText={refusal ?? helperText}
    />
  )
}
