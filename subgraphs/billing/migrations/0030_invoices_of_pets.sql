CREATE INDEX "invoice_items_pet" ON "billing"."invoice_items" USING btree ("pet_id","invoice_id");--> statement-breakpoint
CREATE INDEX "invoices_pet" ON "billing"."invoices" USING btree ("pet_id");