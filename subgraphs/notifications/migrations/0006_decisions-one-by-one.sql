DROP INDEX "notifications"."consent_decisions_of_owner";--> statement-breakpoint
ALTER TABLE "notifications"."consent_decisions" ADD COLUMN "version" integer;--> statement-breakpoint
UPDATE "notifications"."consent_decisions" decision SET "version" = numbered."version"
  FROM (
    SELECT "id", row_number() OVER (PARTITION BY "owner_id", "purpose", "channel" ORDER BY "id") AS "version"
    FROM "notifications"."consent_decisions"
  ) numbered
  WHERE numbered."id" = decision."id";--> statement-breakpoint
ALTER TABLE "notifications"."consent_decisions" ALTER COLUMN "version" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications"."consent_decisions" ADD CONSTRAINT "consent_decisions_one_by_one" UNIQUE("owner_id","purpose","channel","version");