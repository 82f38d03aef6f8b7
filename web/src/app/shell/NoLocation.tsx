import Button from '@mui/material/Button'
import { EmptyState } from '../../ui/EmptyState'
import { forgetEverything } from '../apollo/client'

/** For an account that may see no location, so that there is nothing to work at. */
export function NoLocation() {
  return (
    <main>
      <EmptyState
        title="No location is open to your account"
        action={
          <Button variant="contained" onClick={() => void forgetEverything()}>
            Sign out
          </Button>
        }
      >
        Ask your administrator for a role with the right to see locations.
      </EmptyState>
    </main>
  )
}
