-- Inventory has checked what it took from stock, before the prescription was cancelled or expired; all else is checked
-- here (MR6). The dead get nothing.
CREATE OR REPLACE FUNCTION "clinical"."count_dispense"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  update clinical.prescriptions p set dispensed = dispensed + new.quantity
  where p.id = new.prescription_id and (new.from_stock or (p.cancelled_at is null
    and p.expires_on >= (new.dispensed_at at time zone 'UTC')::date
    and (select status from clinical.pets where id = p.pet_id) = 'ACTIVE'));
  if not found then
    raise exception 'prescription % is not valid', new.prescription_id
      using errcode = 'check_violation', constraint = 'dispenses_only_of_valid';
  end if;
  return null;
end $$;
--> statement-breakpoint
-- What has been dispensed stays as it was prescribed; it can only be dispensed further and cancelled. What is kept in
-- stock never authorises less than before: inventory may have dispensed it a moment ago.
CREATE OR REPLACE FUNCTION "clinical"."dispensed_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if (old.dispensed > 0 or old.cancelled_at is not null)
    and to_jsonb(new) - array['dispensed', 'cancelled_at', 'cancelled_by', 'cancel_reason', 'version', 'authorised']
      <> to_jsonb(old) - array['dispensed', 'cancelled_at', 'cancelled_by', 'cancel_reason', 'version', 'authorised'] then
    raise exception 'prescription % is dispensed or cancelled', old.id
      using errcode = 'check_violation', constraint = 'prescriptions_fixed_once_dispensed';
  end if;
  if old.item_id is not null and (new.item_id is distinct from old.item_id
    or new.quantity * (new.repeats + 1) < old.quantity * (old.repeats + 1)) then
    raise exception 'prescription % authorises less than before', old.id
      using errcode = 'check_violation', constraint = 'prescriptions_authorised_kept';
  end if;
  return new;
end $$;
