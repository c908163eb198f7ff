"""The regions that an article is about."""

from nlp.focus.weigh import find_focus

__all__ = ["find_focus"]
