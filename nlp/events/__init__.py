"""Programme events: from wordings in an article to happenings with type, date, regions and the rest."""
