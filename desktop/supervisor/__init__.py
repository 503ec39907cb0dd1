"""Screens of supervisors: figures and annual tables, the office's settings, calendar and backups."""
