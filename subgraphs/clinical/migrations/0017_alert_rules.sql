-- What stood on charts as bare text becomes an alert of its own, entered by the hospital itself.
INSERT INTO "clinical"."pet_alerts" ("id", "pet_id", "kind", "severity", "text", "added_at", "added_by")
  SELECT gen_random_uuid(), pet."id", 'OTHER', 'MODERATE', entry."text", pet."updated_at", '00000000-0000-0000-0000-000000000000'
  FROM "clinical"."pets" pet, unnest(pet."alerts") entry("text");--> statement-breakpoint
-- The pet's row shows the texts in force, so that lists need no other table.
CREATE FUNCTION "clinical"."show_alerts"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  update clinical.pets set (alerts, allergies) = (
    select coalesce(array_agg(a.text order by a.rank, a.added_at, a.id), '{}'),
      coalesce(array_agg(a.text order by a.rank, a.added_at, a.id) filter (where a.kind = 'ALLERGY'), '{}')
    from (
      select id, text, kind, added_at, array_position(array['SEVERE', 'MODERATE', 'MILD'], severity) as rank
      from clinical.pet_alerts where pet_id = new.pet_id and removed_at is null
    ) a
  ) where id = new.pet_id;
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "pet_alerts_shown" AFTER INSERT OR UPDATE ON "clinical"."pet_alerts"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."show_alerts"();--> statement-breakpoint
-- What an alert said stays as it was said; taking it off is the only change.
CREATE FUNCTION "clinical"."alerts_are_only_removed"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if old.removed_at is not null
    or (new.id, new.pet_id, new.kind, new.severity, new.text, new.substance_id, new.added_at, new.added_by)
      is distinct from
      (old.id, old.pet_id, old.kind, old.severity, old.text, old.substance_id, old.added_at, old.added_by) then
    raise exception 'alert % does not change', old.id
      using errcode = 'check_violation', constraint = 'pet_alerts_only_removed';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "pet_alerts_only_removed" BEFORE UPDATE ON "clinical"."pet_alerts"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."alerts_are_only_removed"();--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "clinical"."pet_alerts", "clinical"."substances" FROM "vetgraph_clinical";
