ALTER TYPE "notifications"."consent_source" ADD VALUE 'LINK';--> statement-breakpoint
ALTER TABLE "notifications"."consent_decisions" ALTER COLUMN "recorded_by_id" DROP NOT NULL;