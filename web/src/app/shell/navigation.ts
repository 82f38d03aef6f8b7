import type { SvgIconComponent } from '@mui/icons-material'
import AdminPanelSettings from '@mui/icons-material/AdminPanelSettingsOutlined'
import CalendarToday from '@mui/icons-material/CalendarTodayOutlined'
import Groups from '@mui/icons-material/GroupsOutlined'
import Inventory from '@mui/icons-material/Inventory2Outlined'
import Pets from '@mui/icons-material/Pets'
import Receipt from '@mui/icons-material/ReceiptLongOutlined'
import { administration } from './administration'

export interface NavigationItem {
  to: string
  label: string
  icon: SvgIconComponent
  /** Any one of these opens it. */
  permissions: readonly string[]
  /** Not for people who hold this one: they have a better way to the same place. */
  unless?: string
}

export const navigation: readonly NavigationItem[] = [
  { to: '/', label: 'Home', icon: Pets, permissions: ['own-household:read'], unless: 'appointment:read' },
  { to: '/', label: 'Today', icon: CalendarToday, permissions: ['appointment:read'] },
  { to: '/clients', label: 'Clients', icon: Groups, permissions: ['owner:read'] },
  { to: '/patients', label: 'Patients', icon: Pets, permissions: ['pet:read'] },
  { to: '/invoices', label: 'Invoices', icon: Receipt, permissions: ['invoice:read'] },
  { to: '/stock', label: 'Stock', icon: Inventory, permissions: ['inventory:read'] },
  {
    to: '/admin',
    label: 'Admin',
    icon: AdminPanelSettings,
    permissions: administration.map(({ permission }) => permission),
  },
]

/** Every address that is not everybody's, with what opens it. */
const guarded = [
  ...navigation.filter(({ to }) => to !== '/'),
  ...administration.map(({ to, permission }) => ({ to, permissions: [permission] })),
]

const isAt = (pathname: string, to: string) => pathname === to || pathname.startsWith(`${to}/`)

/** Whether the account may see the page at an address, also when it was typed: pages outside the list are everybody's. */
export const mayVisit = (pathname: string, held: readonly string[]): boolean =>
  guarded.every(
    ({ to, permissions }) =>
      !isAt(pathname, to) || permissions.some((permission) => held.includes(permission)),
  )
