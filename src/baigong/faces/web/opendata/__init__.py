"""Open data: every table that the public pages show, as files under addresses that stay."""
