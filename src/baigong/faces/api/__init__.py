"""Endpoints for programs: every act and every query, as JSON."""
