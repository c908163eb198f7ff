"""Training of the shipped models: one module a model. Nothing here runs in the product."""
