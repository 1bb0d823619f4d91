"""Notices for people who are not looking: which are due, which have been sent, and how."""

from planner.notify.notices import Notice, Overview
from planner.notify.notifier import Notifier, open_notifier
from planner.notify.sending import Send, by_command, by_post

__all__ = ["Notice", "Notifier", "Overview", "Send", "by_command", "by_post", "open_notifier"]
