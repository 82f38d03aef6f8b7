import { useApolloClient } from '@apollo/client/react'
import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import type { LabelSize } from '../../gql/types'
import { useDownload } from '../../ui/documents'
import { useCurrentLocation } from '../../ui/location'
import { PrescriptionLabelDocument } from './prescriptions.gen'

const sizes: ReadonlyArray<readonly [LabelSize, string]> = [
  ['MM_29X90', '29 × 90 mm'],
  ['MM_62X100', '62 × 100 mm'],
]

/** Makes the label of a prescription for the printer at the chosen location. */
export function LabelButton({ prescription }: { prescription: { id: string; drug: string } }) {
  const client = useApolloClient()
  const here = useCurrentLocation()
  const { download, loading } = useDownload()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const print = (size: LabelSize) => {
    setAnchor(null)
    void download(async () => {
      const variables = { prescriptionId: prescription.id, locationId: here.id, size }
      const asked = { query: PrescriptionLabelDocument, variables }
      return (await client.query({ ...asked, fetchPolicy: 'network-only' })).data?.prescriptionLabel
    })
  }
  return (
    <>
      <Button
        size="small"
        color="inherit"
        loading={loading}
        aria-haspopup="menu"
        aria-label={`Print label of ${prescription.drug}`}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        Print label
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {sizes.map(([size, text]) => (
          <MenuItem key={size} onClick={() => print(size)}>
            {text}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
