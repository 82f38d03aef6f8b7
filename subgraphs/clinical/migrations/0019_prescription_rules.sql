-- A product has one dose for a species and a weight.
ALTER TABLE "clinical"."formulary_doses" ADD CONSTRAINT "formulary_doses_bands_apart"
  EXCLUDE USING gist ("substance_id" WITH =, "species_id" WITH =, "sort_name" WITH =,
    int4range("min_weight", "max_weight") WITH &&) WHERE ("retired_at" IS NULL);--> statement-breakpoint
-- Handing out counts on the prescription, whose check refuses what is not authorised (MR6); the dead get nothing.
CREATE FUNCTION "clinical"."count_dispense"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  update clinical.prescriptions p set dispensed = dispensed + new.quantity
  where p.id = new.prescription_id and p.cancelled_at is null
    and p.expires_on >= (new.dispensed_at at time zone 'UTC')::date
    and (select status from clinical.pets where id = p.pet_id) = 'ACTIVE';
  if not found then
    raise exception 'prescription % is not valid', new.prescription_id
      using errcode = 'check_violation', constraint = 'dispenses_only_of_valid';
  end if;
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "dispenses_counted" AFTER INSERT ON "clinical"."dispenses"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."count_dispense"();--> statement-breakpoint
-- What has been dispensed stays as it was prescribed; it can only be dispensed further and cancelled.
CREATE FUNCTION "clinical"."dispensed_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if (old.dispensed > 0 or old.cancelled_at is not null)
    and to_jsonb(new) - array['dispensed', 'cancelled_at', 'cancelled_by', 'cancel_reason', 'version', 'authorised']
      <> to_jsonb(old) - array['dispensed', 'cancelled_at', 'cancelled_by', 'cancel_reason', 'version', 'authorised'] then
    raise exception 'prescription % is dispensed or cancelled', old.id
      using errcode = 'check_violation', constraint = 'prescriptions_fixed_once_dispensed';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "prescriptions_fixed_once_dispensed" BEFORE UPDATE ON "clinical"."prescriptions"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."dispensed_stays"();--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "clinical"."prescriptions", "clinical"."formulary_doses" FROM "vetgraph_clinical";--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON "clinical"."dispenses" FROM "vetgraph_clinical";
