import { useCurrentLocation } from '../../ui/location'
import { Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { emptyLine, formOf, linesFrom, type Plan, type PlanForm, problemOfLines } from './planForm'
import { PlanLines } from './PlanLines'
import { useCreateTreatmentPlanMutation, useUpdateTreatmentPlanMutation } from './treatment-plans.gen'

const labels = { title: 'Plan', diagnosis: 'Diagnosis or problem', lines: 'Lines' }

const check = ({ lines }: PlanForm) => problemOfLines(lines)

const inputOf = ({ title, diagnosis, lines }: PlanForm) => ({
  title: title.trim(),
  diagnosis: diagnosis.trim() || null,
  lines: linesFrom(lines),
})

function PlanFields() {
  return (
    <>
      <Pair>
        <Field<PlanForm> name="title" required autoFocus placeholder="Dental treatment" />
        <Field<PlanForm> name="diagnosis" />
      </Pair>
      <PlanLines />
    </>
  )
}

interface NewProps {
  pet: { id: string; name: string }
  onClose: () => void
}

/** Begins a plan, which stays a draft until it is offered. */
export function NewPlanDialog({ pet, onClose }: NewProps) {
  const location = useCurrentLocation()
  const [create] = useCreateTreatmentPlanMutation()
  const form = useSave<PlanForm>({
    labels,
    start: { title: '', diagnosis: '', lines: [emptyLine] },
    check,
    save: async (values, { headersFor }) => {
      const input = { petId: pet.id, locationId: location.id, ...inputOf(values) }
      await create({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Treatment plan for ${pet.name}`}
      submitLabel="Save draft"
      onClose={onClose}
      width="md"
    >
      <PlanFields />
    </SaveDialog>
  )
}

interface EditProps {
  plan: Plan
  /** Fetches the plan anew when somebody else was faster. */
  latest: () => Promise<Plan | null>
  onClose: () => void
}

/** Changes a draft with all of its lines. */
export function EditPlanDialog({ plan, latest, onClose }: EditProps) {
  const [update] = useUpdateTreatmentPlanMutation()
  const form = useSave<PlanForm, Plan>({
    labels,
    thing: plan,
    valuesOf: formOf,
    latest,
    show: (field, values) =>
      field === 'lines' ? values.lines.map(({ description }) => description).join(', ') : values[field],
    check,
    save: async (values, { version }) => {
      await update({ variables: { input: { id: plan.id, version, ...inputOf(values) } } })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Edit “${plan.title}”`}
      submitLabel="Save draft"
      onClose={onClose}
      width="md"
    >
      <PlanFields />
    </SaveDialog>
  )
}
