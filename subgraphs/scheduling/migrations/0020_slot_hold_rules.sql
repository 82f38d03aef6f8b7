-- No vet and no room is held twice at one time (P3), with preparation and cleaning as for visits.
ALTER TABLE "scheduling"."slot_holds" ADD CONSTRAINT "slot_holds_no_vet_overlap"
  EXCLUDE USING gist ("vet_id" WITH =, tsrange(
    "starts_at" AT TIME ZONE 'UTC' - make_interval(mins => "buffer_before_minutes"),
    "ends_at" AT TIME ZONE 'UTC' + make_interval(mins => "buffer_after_minutes")) WITH &&);
--> statement-breakpoint
ALTER TABLE "scheduling"."slot_holds" ADD CONSTRAINT "slot_holds_no_room_overlap"
  EXCLUDE USING gist ("room_id" WITH =, tsrange(
    "starts_at" AT TIME ZONE 'UTC' - make_interval(mins => "buffer_before_minutes"),
    "ends_at" AT TIME ZONE 'UTC' + make_interval(mins => "buffer_after_minutes")) WITH &&);
--> statement-breakpoint
-- Visits share a lock of their vet and room that a hold has for itself: neither is written while the other is not
-- visible yet. Whoever holds a time books it; a hold that is over is in nobody's way.
CREATE FUNCTION "scheduling"."refuse_held_time"() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  occupied tsrange := tsrange(
    new.starts_at AT TIME ZONE 'UTC' - make_interval(mins => new.buffer_before_minutes),
    new.ends_at AT TIME ZONE 'UTC' + make_interval(mins => new.buffer_after_minutes));
  booker uuid := CASE TG_OP WHEN 'INSERT' THEN new.booked_by END;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('holds of vet ' || new.vet_id, 0));
  IF new.room_id IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('holds of room ' || new.room_id, 0));
  END IF;
  IF EXISTS (
    SELECT FROM scheduling.slot_holds AS hold
    WHERE hold.vet_id = new.vet_id AND hold.expires_at > new.updated_at AND hold.held_by IS DISTINCT FROM booker
      AND tsrange(
        hold.starts_at AT TIME ZONE 'UTC' - make_interval(mins => hold.buffer_before_minutes),
        hold.ends_at AT TIME ZONE 'UTC' + make_interval(mins => hold.buffer_after_minutes)) && occupied
  ) THEN
    RAISE EXCEPTION 'the vet is held at that time'
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_vet_not_held';
  END IF;
  IF EXISTS (
    SELECT FROM scheduling.slot_holds AS hold
    WHERE hold.room_id = new.room_id AND hold.expires_at > new.updated_at AND hold.held_by IS DISTINCT FROM booker
      AND tsrange(
        hold.starts_at AT TIME ZONE 'UTC' - make_interval(mins => hold.buffer_before_minutes),
        hold.ends_at AT TIME ZONE 'UTC' + make_interval(mins => hold.buffer_after_minutes)) && occupied
  ) THEN
    RAISE EXCEPTION 'the room is held at that time'
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointments_room_not_held';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "appointments_booked_not_held" BEFORE INSERT ON "scheduling"."appointments" FOR EACH ROW
  WHEN (new.status NOT IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW') AND NOT new.walk_in)
  EXECUTE FUNCTION "scheduling"."refuse_held_time"();
--> statement-breakpoint
CREATE TRIGGER "appointments_moved_not_held" BEFORE UPDATE ON "scheduling"."appointments" FOR EACH ROW
  WHEN (new.status NOT IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW') AND NOT new.walk_in
    AND (old.status IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW')
      OR (old.vet_id, old.starts_at, old.ends_at, old.buffer_before_minutes, old.buffer_after_minutes)
        <> (new.vet_id, new.starts_at, new.ends_at, new.buffer_before_minutes, new.buffer_after_minutes)
      OR old.room_id IS DISTINCT FROM new.room_id))
  EXECUTE FUNCTION "scheduling"."refuse_held_time"();
--> statement-breakpoint
CREATE FUNCTION "scheduling"."refuse_booked_time"() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  occupied tsrange := tsrange(
    new.starts_at AT TIME ZONE 'UTC' - make_interval(mins => new.buffer_before_minutes),
    new.ends_at AT TIME ZONE 'UTC' + make_interval(mins => new.buffer_after_minutes));
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('holds of vet ' || new.vet_id, 0));
  IF new.room_id IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('holds of room ' || new.room_id, 0));
  END IF;
  IF EXISTS (
    SELECT FROM scheduling.appointments AS visit
    WHERE visit.vet_id = new.vet_id AND visit.status NOT IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW')
      AND NOT visit.walk_in AND tsrange(
        visit.starts_at AT TIME ZONE 'UTC' - make_interval(mins => visit.buffer_before_minutes),
        visit.ends_at AT TIME ZONE 'UTC' + make_interval(mins => visit.buffer_after_minutes)) && occupied
  ) THEN
    RAISE EXCEPTION 'the vet has a visit at that time'
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'slot_holds_vet_free';
  END IF;
  IF EXISTS (
    SELECT FROM scheduling.appointments AS visit
    WHERE visit.room_id = new.room_id AND visit.status NOT IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW')
      AND NOT visit.walk_in AND tsrange(
        visit.starts_at AT TIME ZONE 'UTC' - make_interval(mins => visit.buffer_before_minutes),
        visit.ends_at AT TIME ZONE 'UTC' + make_interval(mins => visit.buffer_after_minutes)) && occupied
  ) THEN
    RAISE EXCEPTION 'the room is taken at that time'
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'slot_holds_room_free';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "slot_holds_not_booked" BEFORE INSERT OR UPDATE ON "scheduling"."slot_holds" FOR EACH ROW
  EXECUTE FUNCTION "scheduling"."refuse_booked_time"();
