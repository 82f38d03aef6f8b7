-- No vet and no room twice at one time (AP1). Intervals are half-open: 10:00-10:30 and then 10:30 is fine.
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_no_vet_overlap"
  EXCLUDE USING gist ("vet_id" WITH =, tstzrange("starts_at", "ends_at") WITH &&)
  WHERE ("status" NOT IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW'));
--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_no_room_overlap"
  EXCLUDE USING gist ("room_id" WITH =, tstzrange("starts_at", "ends_at") WITH &&)
  WHERE ("status" NOT IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW'));
--> statement-breakpoint
-- A visit is cancelled, never deleted (AP10), and nobody changes what the audit says.
REVOKE DELETE, TRUNCATE ON "scheduling"."appointments", "scheduling"."appointment_history" FROM "vetgraph_scheduling";
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON "scheduling"."audit_entries" FROM "vetgraph_scheduling";
