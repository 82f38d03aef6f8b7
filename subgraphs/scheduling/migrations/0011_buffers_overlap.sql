-- Preparation and cleaning take vet and room too (AP5). In UTC, because an exclusion constraint takes immutable
-- expressions only, and adding an interval to a timestamp with time zone is not one.
ALTER TABLE "scheduling"."appointments" DROP CONSTRAINT "appointments_no_vet_overlap";
--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" DROP CONSTRAINT "appointments_no_room_overlap";
--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_no_vet_overlap"
  EXCLUDE USING gist ("vet_id" WITH =, tsrange(
    "starts_at" AT TIME ZONE 'UTC' - make_interval(mins => "buffer_before_minutes"),
    "ends_at" AT TIME ZONE 'UTC' + make_interval(mins => "buffer_after_minutes")) WITH &&)
  WHERE ("status" NOT IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW'));
--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_no_room_overlap"
  EXCLUDE USING gist ("room_id" WITH =, tsrange(
    "starts_at" AT TIME ZONE 'UTC' - make_interval(mins => "buffer_before_minutes"),
    "ends_at" AT TIME ZONE 'UTC' + make_interval(mins => "buffer_after_minutes")) WITH &&)
  WHERE ("status" NOT IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW'));
