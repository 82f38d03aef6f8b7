ALTER TABLE "clinical"."inbox" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "clinical"."inbox" CASCADE;--> statement-breakpoint
CREATE INDEX "audit_entries_by_time" ON "clinical"."audit_entries" USING btree ("at");