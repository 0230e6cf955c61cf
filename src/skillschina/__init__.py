"""The plan: Skills China Action (技能中国行动), 2021–2025. Declarations only; it sees the core and nothing else."""

from skillschina.plan import PLAN

__all__ = ["PLAN"]
