ALTER TABLE "billing"."estimates" ADD COLUMN "treatment_plan_id" uuid;--> statement-breakpoint
ALTER TABLE "billing"."estimates" ADD CONSTRAINT "estimates_of_plan_once" UNIQUE("treatment_plan_id");