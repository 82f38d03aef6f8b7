ALTER TABLE "billing"."estimate_answers" ALTER COLUMN "answered_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "billing"."estimate_versions" ADD COLUMN "sent_to" text;