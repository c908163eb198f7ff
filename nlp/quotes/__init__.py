"""Who said what: direct speech in quotation marks, indirect speech, and their speakers."""
