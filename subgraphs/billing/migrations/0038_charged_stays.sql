ALTER TYPE "billing"."act_kind" ADD VALUE 'STAY';--> statement-breakpoint
ALTER TABLE "billing"."services" DROP CONSTRAINT "services_fee_of_acts";--> statement-breakpoint
ALTER TABLE "billing"."services" ADD CONSTRAINT "services_fee_of_acts" CHECK ("billing"."services"."charges_for"::text in ('VACCINATION', 'PRESCRIPTION', 'STAY'));