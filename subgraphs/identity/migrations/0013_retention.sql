ALTER TABLE "identity"."refresh_tokens" DROP CONSTRAINT "refresh_tokens_session_id_sessions_id_fk";
--> statement-breakpoint
ALTER TABLE "identity"."refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "identity"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "email_links_by_expiry" ON "identity"."email_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_time" ON "identity"."idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "openid_sign_ins_by_expiry" ON "identity"."openid_sign_ins" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "refresh_tokens_by_expiry" ON "identity"."refresh_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_by_end" ON "identity"."sessions" USING btree (coalesce("ended_at", "expires_at"));