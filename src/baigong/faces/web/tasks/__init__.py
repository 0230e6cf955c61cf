"""The register of tasks, for the officials who keep it."""
