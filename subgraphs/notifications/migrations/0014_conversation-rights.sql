-- What was written stays as it was written; only the retention deletes it.
REVOKE UPDATE, TRUNCATE ON "notifications"."conversation_messages", "notifications"."conversation_notes" FROM "vetgraph_notifications";
