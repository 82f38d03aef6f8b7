import { useNavigate } from 'react-router'
import { lacking } from '../../../ui/fields'
import { useCurrentLocation } from '../../../ui/location'
import { Field, Pair, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { daysFrom } from '../quantity'
import {
  type Supplier_supplierFragment,
  useCreateSupplierMutation,
  useUpdateSupplierMutation,
} from './suppliers.gen'

const labels = {
  name: 'Name',
  email: 'E-mail for orders',
  phone: 'Telephone',
  address: 'Address',
  customerNumber: 'Our customer number',
  leadDays: 'Delivers within (days)',
}

type Values = Record<keyof typeof labels, string>

const inputOf = ({ leadDays, ...values }: Values) => ({ ...values, leadDays: daysFrom(leadDays) })

const check = ({ leadDays }: Values) =>
  daysFrom(leadDays) === null ? lacking('leadDays', 'Whole days, 0 to 365.') : null

function SupplierFields() {
  return (
    <>
      <Field<Values> name="name" required autoFocus />
      <Pair>
        <Field<Values> name="email" type="email" helperText="Empty if orders are placed otherwise." />
        <Field<Values> name="phone" type="tel" />
        <Field<Values> name="customerNumber" helperText="It stands on each order." />
        <Field<Values> name="leadDays" required slotProps={{ htmlInput: { inputMode: 'numeric' } }} />
      </Pair>
      <Field<Values> name="address" multiline minRows={2} helperText="As on a letter, without the name." />
    </>
  )
}

export function NewSupplierDialog({ onClose }: { onClose: () => void }) {
  const { currency } = useCurrentLocation()
  const toast = useToast()
  const navigate = useNavigate()
  const [create] = useCreateSupplierMutation({
    update: (cache) => void cache.evict({ fieldName: 'suppliers' }),
  })
  const form = useSave<Values>({
    labels,
    start: { name: '', email: '', phone: '', address: '', customerNumber: '', leadDays: '7' },
    check,
    save: async (values, { headersFor }) => {
      const input = { ...inputOf(values), currency }
      const { data } = await create({ variables: { input }, context: headersFor(input) })
      toast({ message: `${input.name.trim()} is added; add what it sells next.` })
      onClose()
      if (data) void navigate(`/stock/suppliers/${data.createSupplier.id}`)
    },
  })
  return (
    <SaveDialog form={form} title="New supplier" submitLabel="Add supplier" onClose={onClose} width="sm">
      <SupplierFields />
    </SaveDialog>
  )
}

interface Props {
  supplier: Supplier_supplierFragment
  latest: () => Promise<Supplier_supplierFragment | null>
  onClose: () => void
}

export function EditSupplierDialog({ supplier, latest, onClose }: Props) {
  const [update] = useUpdateSupplierMutation()
  const form = useSave<Values, Supplier_supplierFragment>({
    labels,
    thing: supplier,
    valuesOf: ({ name, email, phone, address, customerNumber, leadDays }) => ({
      name,
      email: email ?? '',
      phone: phone ?? '',
      address: address ?? '',
      customerNumber: customerNumber ?? '',
      leadDays: String(leadDays),
    }),
    latest,
    check,
    save: async (values, { version }) => {
      await update({ variables: { input: { id: supplier.id, version, ...inputOf(values) } } })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Edit ${supplier.name}`} submitLabel="Save" onClose={onClose} width="sm">
      <SupplierFields />
    </SaveDialog>
  )
}
