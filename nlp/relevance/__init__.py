"""Is an article about the national programme?"""
