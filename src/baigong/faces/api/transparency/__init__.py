"""The public log: its years, its entries and proofs, its policy; its witnesses named, the log run."""

from baigong.faces.api.transparency.log import router

__all__ = ("router",)
