"""Training of Leadlight's text model: corpus, encoder with five heads, distillation, export, evaluation."""
