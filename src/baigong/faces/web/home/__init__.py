"""Pages that cut across the rooms: the first page, health, status, and what is shown when something is refused."""
