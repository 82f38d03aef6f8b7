import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router'
import { useCurrentLocation } from '../../../ui/location'
import { Field, SaveDialog } from '../../../ui/SaveDialog'
import { useSave } from '../../../ui/useSave'
import { among, categories, options } from '../words'
import { useStartStocktakeMutation } from './counts.gen'

interface Values {
  category: string
}

/** Begins a stocktake of the current location. */
export function StartDialog({ onClose }: { onClose: () => void }) {
  const location = useCurrentLocation()
  const navigate = useNavigate()
  const [start] = useStartStocktakeMutation()
  const form = useSave<Values>({
    labels: { category: 'What is counted' },
    start: { category: 'MEDICATION' },
    save: async ({ category }, { headersFor }) => {
      const input = { locationId: location.id, category: among(categories, category) }
      const { data } = await start({ variables: { input }, context: headersFor(input) })
      if (data) void navigate(`/stock/counts/${data.startStocktake.id}`)
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Stocktake at ${location.name}`}
      submitLabel="Start counting"
      onClose={onClose}
      width="xs"
    >
      <Field<Values> name="category" select autoFocus>
        {options(categories).map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
        <MenuItem value="ALL">All items</MenuItem>
      </Field>
      <Typography sx={{ color: 'text.secondary' }}>
        Work goes on meanwhile. The sheet does not show what the stock should be.
      </Typography>
    </SaveDialog>
  )
}
