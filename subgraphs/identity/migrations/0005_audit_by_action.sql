CREATE INDEX "audit_log_of_action" ON "identity"."audit_log" USING btree ("action","at");
--> statement-breakpoint
-- The head is found by its id: while a long query keeps old versions of the row alive, a scan would read them all.
CREATE OR REPLACE FUNCTION "identity"."chain_audit_entry"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off AS $$
DECLARE
  head "identity"."audit_head";
BEGIN
  SELECT * INTO STRICT head FROM "identity"."audit_head" WHERE "id" = 1 FOR UPDATE;
  -- A second delivery must not take a place in the chain.
  IF EXISTS (SELECT FROM "identity"."audit_log" WHERE "id" = NEW."id") THEN
    RETURN NULL;
  END IF;
  NEW."position" := head."position" + 1;
  NEW."hash" := "identity"."audit_hash"(head."hash", NEW);
  UPDATE "identity"."audit_head" SET "position" = NEW."position", "hash" = NEW."hash" WHERE "id" = 1;
  RETURN NEW;
END $$;
