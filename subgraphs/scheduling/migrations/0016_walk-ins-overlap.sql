-- A walk-in is seen between or beside what is booked: it takes neither the vet nor the room from it (AP14).
ALTER TABLE "scheduling"."appointments" DROP CONSTRAINT "appointments_no_vet_overlap";
--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" DROP CONSTRAINT "appointments_no_room_overlap";
--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_no_vet_overlap"
  EXCLUDE USING gist ("vet_id" WITH =, tsrange(
    "starts_at" AT TIME ZONE 'UTC' - make_interval(mins => "buffer_before_minutes"),
    "ends_at" AT TIME ZONE 'UTC' + make_interval(mins => "buffer_after_minutes")) WITH &&)
  WHERE ("status" NOT IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW') AND NOT "walk_in");
--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_no_room_overlap"
  EXCLUDE USING gist ("room_id" WITH =, tsrange(
    "starts_at" AT TIME ZONE 'UTC' - make_interval(mins => "buffer_before_minutes"),
    "ends_at" AT TIME ZONE 'UTC' + make_interval(mins => "buffer_after_minutes")) WITH &&)
  WHERE ("status" NOT IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW') AND NOT "walk_in");
--> statement-breakpoint
UPDATE "scheduling"."appointments" AS "visit" SET "arrived_at" = (
    SELECT max("at") FROM "scheduling"."appointment_history"
    WHERE "appointment_id" = "visit"."id" AND "action" = 'CHECK_IN' AND NOT "undone")
  WHERE "status" IN ('ARRIVED', 'ROOMED', 'IN_EXAM', 'READY', 'CHECKED_OUT');
