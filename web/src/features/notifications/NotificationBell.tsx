import NotificationsNone from '@mui/icons-material/NotificationsNone';
import IconButton from '@mui/material/IconButton';

/** PLACEHOLDER for the second web engineer. */
export function NotificationBell() {
  return (
    <IconButton aria-label="Notifications">
      <NotificationsNone fontSize="small" />
    </IconButton>
  );
}
