import Button from '@mui/material/Button'
import { Link } from 'react-router'
import { EmptyState } from '../ui/EmptyState'
import { Page } from '../ui/Page'

export function NotFoundPage() {
  return (
    <Page title="Page not found">
      <EmptyState
        title="This trail leads nowhere"
        action={
          <Button component={Link} to="/" variant="contained">
            Go to today
          </Button>
        }
      >
        The page may have moved, or the link was mistyped.
      </EmptyState>
    </Page>
  )
}
