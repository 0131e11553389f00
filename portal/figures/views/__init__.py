"""Public pages of figures and the files of their charts."""
