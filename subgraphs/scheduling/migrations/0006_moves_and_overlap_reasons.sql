ALTER TABLE "scheduling"."appointment_history" ADD COLUMN "move" jsonb;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "overlap_reason" text;