"""A transparency log on disk: kept, appended to, signed, witnessed; read, proven and audited by anybody."""
