CREATE TYPE "scheduling"."appointment_colour" AS ENUM('GREY', 'BLUE', 'TEAL', 'GREEN', 'AMBER', 'ORANGE', 'RED', 'VIOLET');--> statement-breakpoint
CREATE TYPE "scheduling"."online_booking" AS ENUM('NOBODY', 'CLIENTS', 'EVERYBODY');--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" DROP CONSTRAINT "appointment_types_name_once";--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD COLUMN "colour" "appointment_colour" DEFAULT 'GREY' NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD COLUMN "species_durations" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD COLUMN "buffer_before_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD COLUMN "buffer_after_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD COLUMN "online_booking" "online_booking" DEFAULT 'NOBODY' NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD COLUMN "online_notice_hours" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD COLUMN "online_horizon_days" integer DEFAULT 90 NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD COLUMN "online_daily_cap" integer;--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD COLUMN "created_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ALTER COLUMN "version" DROP DEFAULT, ALTER COLUMN "created_at" DROP DEFAULT, ALTER COLUMN "updated_at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "buffer_before_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."appointments" ADD COLUMN "buffer_after_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_types_name_once" ON "scheduling"."appointment_types" USING btree (lower("name"));--> statement-breakpoint
ALTER TABLE "scheduling"."appointment_types" ADD CONSTRAINT "appointment_types_have_short_buffers" CHECK ("scheduling"."appointment_types"."buffer_before_minutes" between 0 and 120
        and "scheduling"."appointment_types"."buffer_after_minutes" between 0 and 120);