CREATE INDEX "audit_log_of_action" ON "identity"."audit_log" USING btree ("action","at");
