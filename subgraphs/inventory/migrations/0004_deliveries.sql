ALTER TABLE "inventory"."inbox" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "inventory"."inbox" CASCADE;--> statement-breakpoint
CREATE INDEX "audit_entries_by_time" ON "inventory"."audit_entries" USING btree ("at");