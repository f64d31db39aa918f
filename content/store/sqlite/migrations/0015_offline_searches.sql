-- When a desk reported a search that it had answered from its offline copy; null when the server answered.
ALTER TABLE searches ADD COLUMN reported_at INTEGER;
