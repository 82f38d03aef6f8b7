CREATE TYPE "scheduling"."triage_level" AS ENUM('RED', 'ORANGE', 'YELLOW', 'GREEN', 'BLUE');--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ALTER COLUMN "pet_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "walk_in" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "patient_description" text;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "brought_by" text;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "arrived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "triage_level" "triage_level";--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "triaged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "triage_note" text;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_patient_known" CHECK ("scheduling"."appointments"."pet_id" IS NOT NULL OR ("scheduling"."appointments"."walk_in" AND "scheduling"."appointments"."patient_description" IS NOT NULL
        AND "scheduling"."appointments"."status" IN ('ARRIVED', 'ROOMED', 'IN_EXAM', 'CANCELLED', 'LATE_CANCELLED')));--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD CONSTRAINT "appointments_triaged_whole" CHECK (("scheduling"."appointments"."triage_level" IS NULL) = ("scheduling"."appointments"."triaged_at" IS NULL));