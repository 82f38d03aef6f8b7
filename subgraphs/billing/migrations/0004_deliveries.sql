ALTER TABLE "billing"."inbox" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "billing"."inbox" CASCADE;--> statement-breakpoint
CREATE INDEX "audit_entries_by_time" ON "billing"."audit_entries" USING btree ("at");