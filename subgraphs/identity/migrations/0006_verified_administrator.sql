-- Who has never accepted the invitation cannot sign in, and is no administrator to rely on (AU6).
CREATE OR REPLACE FUNCTION "identity"."keep_an_administrator"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was_administrator boolean;
BEGIN
  IF TG_TABLE_NAME = 'users' THEN
    SELECT EXISTS (
      SELECT FROM "identity"."user_roles" a JOIN "identity"."roles" r ON r."id" = a."role_id"
      WHERE a."user_id" = OLD."id" AND a."location_id" IS NULL AND r."key" = 'ADMIN'
    ) INTO was_administrator;
  ELSE
    SELECT EXISTS (
      SELECT FROM "identity"."roles" r WHERE r."id" = OLD."role_id" AND r."key" = 'ADMIN'
    ) INTO was_administrator;
  END IF;
  IF NOT was_administrator THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('vetgraph administrators', 0));
  IF NOT EXISTS (
    SELECT FROM "identity"."users" u
    JOIN "identity"."user_roles" a ON a."user_id" = u."id"
    JOIN "identity"."roles" r ON r."id" = a."role_id"
    WHERE u."active" AND u."email_verified_at" IS NOT NULL AND a."location_id" IS NULL AND r."key" = 'ADMIN'
  ) THEN
    RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = '23514', CONSTRAINT = 'users_last_administrator';
  END IF;
  RETURN NULL;
END $$;
