-- Every entry of the audit log is chained to the one before it (C1), by the database itself: the subgraph's role can
-- add entries, but neither choose their place nor their hash, nor move the head by which a truncated log is noticed.
CREATE FUNCTION "identity"."audit_hash"(before_it bytea, entry "identity"."audit_log") RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(before_it || convert_to(jsonb_build_array(
    entry."position", entry."id", (extract(epoch FROM entry."at") * 1000)::bigint,
    (extract(epoch FROM entry."received_at") * 1000)::bigint, entry."subgraph", entry."action", entry."entity",
    entry."entity_id", entry."actor_id", entry."session_id", entry."request_id", entry."ip", entry."user_agent",
    entry."before", entry."after"
  )::text, 'UTF8'))
$$;
--> statement-breakpoint
INSERT INTO "identity"."audit_head" ("position", "hash") VALUES (0, ''::bytea);
--> statement-breakpoint
-- What was written before there was a chain is chained now, without the gaps that its places had.
DO $$
DECLARE
  entry "identity"."audit_log";
  head "identity"."audit_head";
BEGIN
  SELECT * INTO head FROM "identity"."audit_head";
  FOR entry IN SELECT * FROM "identity"."audit_log" ORDER BY "position" LOOP
    head."position" := head."position" + 1;
    UPDATE "identity"."audit_log" SET "position" = head."position" WHERE "id" = entry."id";
    entry."position" := head."position";
    head."hash" := "identity"."audit_hash"(head."hash", entry);
    UPDATE "identity"."audit_log" SET "hash" = head."hash" WHERE "id" = entry."id";
  END LOOP;
  UPDATE "identity"."audit_head" SET "position" = head."position", "hash" = head."hash";
END $$;
--> statement-breakpoint
CREATE FUNCTION "identity"."chain_audit_entry"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  head "identity"."audit_head";
BEGIN
  SELECT * INTO STRICT head FROM "identity"."audit_head" FOR UPDATE;
  -- A second delivery must not take a place in the chain.
  IF EXISTS (SELECT FROM "identity"."audit_log" WHERE "id" = NEW."id") THEN
    RETURN NULL;
  END IF;
  NEW."position" := head."position" + 1;
  NEW."hash" := "identity"."audit_hash"(head."hash", NEW);
  UPDATE "identity"."audit_head" SET "position" = NEW."position", "hash" = NEW."hash";
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_log_chain" BEFORE INSERT ON "identity"."audit_log"
  FOR EACH ROW EXECUTE FUNCTION "identity"."chain_audit_entry"();
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "identity"."audit_head" FROM "vetgraph_identity";
