-- Written by the database, so that no way of changing a status leaves it out; never changed by anybody.
CREATE FUNCTION "clinical"."note_pet_status"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
begin
  insert into clinical.pet_status_changes (id, pet_id, status, reason, deceased_on, changed_at)
    values (gen_random_uuid(), new.id, new.status, new.status_reason, new.deceased_on, new.updated_at);
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "pets_status_begun" AFTER INSERT ON "clinical"."pets"
  FOR EACH ROW WHEN (new.status <> 'ACTIVE') EXECUTE FUNCTION "clinical"."note_pet_status"();--> statement-breakpoint
CREATE TRIGGER "pets_status_changed" AFTER UPDATE OF "status" ON "clinical"."pets"
  FOR EACH ROW WHEN (old.status <> new.status) EXECUTE FUNCTION "clinical"."note_pet_status"();--> statement-breakpoint
INSERT INTO "clinical"."pet_status_changes" ("id", "pet_id", "status", "reason", "deceased_on", "changed_at")
  SELECT gen_random_uuid(), "id", "status", "status_reason", "deceased_on", "updated_at" FROM "clinical"."pets"
  WHERE "status" <> 'ACTIVE';--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "clinical"."pet_status_changes" FROM "vetgraph_clinical";
