"""Parse and render: the ways in and out. Nobody imports a face."""
