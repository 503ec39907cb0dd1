"""Inputs and parts shared by all screens, in one look (theme), and the operations that run in the background."""

from desktop.widgets.singletons import keep_singletons

keep_singletons()
