"""Use cases: the next step of a request, corrections, disputes and complaints."""
