import CalendarToday from '@mui/icons-material/CalendarTodayOutlined'
import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  links: [{ to: '/', label: 'Today', icon: CalendarToday, permission: 'appointment:read', place: 20 }],
}
