-- What a visit uses is taken for the visit and its buffers, as vet and room are (AP1, AP5). In rows of their own, because
-- an exclusion constraint cannot compare the elements of an array; a walk-in takes nothing from what is booked (AP14).
ALTER TABLE "scheduling"."equipment_taken" ADD CONSTRAINT "equipment_taken_no_overlap"
  EXCLUDE USING gist ("equipment_id" WITH =, "during" WITH &&);
--> statement-breakpoint
CREATE FUNCTION "scheduling"."take_equipment"() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM "scheduling"."equipment_taken" WHERE "appointment_id" = NEW."id";
  IF NEW."status" NOT IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW') AND NOT NEW."walk_in" THEN
    INSERT INTO "scheduling"."equipment_taken" ("appointment_id", "equipment_id", "during")
    SELECT NEW."id", unnest(NEW."equipment_ids"), tsrange(
      NEW."starts_at" AT TIME ZONE 'UTC' - make_interval(mins => NEW."buffer_before_minutes"),
      NEW."ends_at" AT TIME ZONE 'UTC' + make_interval(mins => NEW."buffer_after_minutes"));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "appointments_take_equipment" AFTER INSERT ON "scheduling"."appointments"
  FOR EACH ROW WHEN (NEW."equipment_ids" <> '{}') EXECUTE FUNCTION "scheduling"."take_equipment"();
--> statement-breakpoint
CREATE TRIGGER "appointments_change_equipment" AFTER UPDATE ON "scheduling"."appointments"
  FOR EACH ROW WHEN (OLD."equipment_ids" <> '{}' OR NEW."equipment_ids" <> '{}')
  EXECUTE FUNCTION "scheduling"."take_equipment"();
