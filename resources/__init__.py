"""What all rooms share and nobody computes: vocabulary, calendars, wording, messages, fonts, icons."""
