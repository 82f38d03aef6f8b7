-- The pet's row shows its co-owners, so that whoever reads it knows whose it is (P5).
CREATE FUNCTION "clinical"."show_co_owners"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  update clinical.pets set co_owner_ids = (
    select coalesce(array_agg(owner_id order by added_at, owner_id), '{}')
    from clinical.pet_co_owners where pet_id = coalesce(new.pet_id, old.pet_id)
  ) where id = coalesce(new.pet_id, old.pet_id);
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "pet_co_owners_shown" AFTER INSERT OR DELETE ON "clinical"."pet_co_owners"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."show_co_owners"();--> statement-breakpoint
REVOKE UPDATE, TRUNCATE ON "clinical"."pet_co_owners" FROM "vetgraph_clinical";
