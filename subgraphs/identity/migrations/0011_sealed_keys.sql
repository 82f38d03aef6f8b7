-- Until now the keys of access tokens signed checkpoints too.
UPDATE "identity"."signing_keys" SET "checkpoints_until" = now();
--> statement-breakpoint
-- Not valid: private keys from before are sealed by the next start, which alone knows the secret.
ALTER TABLE "identity"."signing_keys"
  ADD CONSTRAINT "signing_keys_are_sealed" CHECK ("sealed_key" IS NOT NULL AND "private_jwk" IS NULL) NOT VALID;
--> statement-breakpoint
UPDATE "identity"."hospital" SET "demo" = EXISTS (SELECT FROM "identity"."users" WHERE "email" = 'admin@demo.vet');
