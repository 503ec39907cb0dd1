"""The law as pure functions of what happened: no clock, no store, no window. Calendar and today are passed in."""
