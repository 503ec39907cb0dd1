"""The application: law, use cases, widgets, screens and commands, floor by floor."""
