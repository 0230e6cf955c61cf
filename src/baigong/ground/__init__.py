"""What applications stand on: the plan loader and the lake of packages."""
