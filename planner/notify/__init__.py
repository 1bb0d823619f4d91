"""Notices for people who are not looking: which are due, which have been sent, and how."""

from planner.notify.notices import Notice, Sight
from planner.notify.sending import Send, by_command, by_post
from planner.notify.telling import Notifier, telling

__all__ = ["Notice", "Notifier", "Send", "Sight", "by_command", "by_post", "telling"]
