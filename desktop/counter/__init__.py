"""The screens of window staff: today, intake, requests, letters."""
