-- $1 pet, $2 vet, $3 location, $4 type, $5 start, $6 minutes, $7 reason
with visit as (
  insert into scheduling.appointments (id, pet_id, vet_id, location_id, type_id, status, starts_at, ends_at,
    reason, notes, version, created_at, updated_at)
  select uuidv7(), p.id, v.id, l.id, t.id, 'SCHEDULED', $5, $5::timestamptz + make_interval(mins => $6),
    $7, '', 1, now(), now()
  from scheduling.pet_refs p, scheduling.user_refs v, scheduling.location_refs l, scheduling.appointment_types t
  where p.id = $1 and p.active and v.id = $2 and v.is_vet and v.active and l.id = $3 and l.active
    and t.id = $4 and t.active
    and exists (
      select from scheduling.shifts s
      where s.vet_id = v.id and s.location_id = l.id
        and s.weekday = extract(isodow from $5::timestamptz at time zone l.time_zone)
        and s.starts::time <= ($5::timestamptz at time zone l.time_zone)::time
        and s.ends::time >= (($5::timestamptz + make_interval(mins => $6)) at time zone l.time_zone)::time
        and s.valid_from <= ($5::timestamptz at time zone l.time_zone)::date
        and (s.valid_to is null or s.valid_to >= ($5::timestamptz at time zone l.time_zone)::date))
  returning *
), step as (
  insert into scheduling.appointment_history (id, appointment_id, at, to_status, action)
  select uuidv7(), id, created_at, status, 'BOOK' from visit
), entry as (
  insert into scheduling.audit_entries (id, at, action, entity, entity_id, request_id, ip, user_agent, after)
  select uuidv7(), created_at, 'appointment.book', 'Appointment', id::text, '', '', '', to_jsonb(visit) from visit
)
select visit.id, visit.starts_at, visit.ends_at, visit.status, visit.reason, t.name as type,
  v.first_name || ' ' || v.last_name as vet_name, p.name as pet_name,
  o.first_name || ' ' || o.last_name as owner_name
from visit
join scheduling.appointment_types t on t.id = visit.type_id
join identity.users v on v.id = visit.vet_id
join clinical.pets p on p.id = visit.pet_id
join clinical.owners o on o.id = p.owner_id
