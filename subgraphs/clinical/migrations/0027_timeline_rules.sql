-- An id that is greater than those of earlier milliseconds (RFC 9562, version 7): uuidv7() came with PostgreSQL 18.
CREATE FUNCTION "clinical"."uuid_in_order"() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
    52, 1), 53, 1), 'hex')::uuid
$$;--> statement-breakpoint
-- Written by the database, so that no way of changing a status leaves it out; never changed by anybody.
CREATE FUNCTION "clinical"."note_pet_status"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
begin
  insert into clinical.pet_status_changes (id, pet_id, status, reason, deceased_on, changed_at)
    values (clinical.uuid_in_order(), new.id, new.status, new.status_reason, new.deceased_on, new.updated_at);
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "pets_status_begun" AFTER INSERT ON "clinical"."pets"
  FOR EACH ROW WHEN (new.status <> 'ACTIVE') EXECUTE FUNCTION "clinical"."note_pet_status"();--> statement-breakpoint
CREATE TRIGGER "pets_status_changed" AFTER UPDATE OF "status" ON "clinical"."pets"
  FOR EACH ROW WHEN (old.status <> new.status) EXECUTE FUNCTION "clinical"."note_pet_status"();--> statement-breakpoint
INSERT INTO "clinical"."pet_status_changes" ("id", "pet_id", "status", "reason", "deceased_on", "changed_at")
  SELECT clinical.uuid_in_order(), "id", "status", "status_reason", "deceased_on", "updated_at" FROM "clinical"."pets"
  WHERE "status" <> 'ACTIVE';--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "clinical"."pet_status_changes" FROM "vetgraph_clinical";
